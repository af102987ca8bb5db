import type { CheckState } from '../clusters/schema.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import {
  type BrokerSnapshot,
  type ClusterSnapshot,
  type GroupSnapshot,
  type LogDir,
  type Observed,
  SNAPSHOT_VERSION,
  type TopicSnapshot,
  type Unreachable,
} from '../snapshot/schema.ts'
import type { Trends } from '../trends/schema.ts'

/** Snapshots for tests and benchmarks, from the few numbers that matter to them. */

const observed = <T>(value: T, observedAt: number): Observed<T> => ({
  value,
  observedAt,
  reason: null,
  last: null,
})

export type TopicInput = {
  id?: string
  name: string
  /** End offset of each partition; null: its leader did not answer. */
  ends: (bigint | null)[]
  starts?: (bigint | null)[]
  /** Broker that leads all its partitions; default 1. */
  leader?: number
}

export type GroupInput = {
  id: string
  type?: GroupSnapshot['type']
  /** By topic name the commit of each partition; null: its coordinator did not answer. */
  commits: Record<string, (bigint | null)[]> | null
  /** By topic name, share groups only. */
  shareLags?: Record<string, (bigint | null)[]>
}

export type BrokerInput = { id: number; logDirs?: LogDir[]; p99?: number; roundTripMs?: number }

export type SnapshotInput = {
  clusterId?: string
  kafkaClusterId?: string
  at: number
  tickMs?: number
  brokers?: BrokerInput[]
  topics: TopicInput[]
  groups?: GroupInput[]
}

const topicOf = (
  { id, name, ends, starts, leader = 1 }: TopicInput,
  at: number,
): TopicSnapshot => ({
  id: id ?? `id-${name}`,
  name,
  internal: false,
  error: null,
  partitions: ends.map((endOffset, partition) => ({
    partition,
    leader,
    leaderEpoch: 1,
    replicas: [leader],
    isr: [leader],
    offlineReplicas: [],
    startOffset: starts ? (starts[partition] ?? null) : 0n,
    endOffset,
    sizeBytes: null,
  })),
  configs: observed(
    {
      cleanupPolicy: 'delete',
      retentionMs: -1,
      retentionBytes: -1,
      minInsyncReplicas: 1,
      segmentBytes: null,
      segmentMs: null,
      overridden: [],
    },
    at,
  ),
})

const groupOf = (input: GroupInput, at: number): GroupSnapshot => ({
  id: input.id,
  type: input.type ?? 'classic',
  state: 'Stable',
  protocolType: 'consumer',
  coordinator: 1,
  listedAt: at,
  commits:
    input.commits &&
    Object.entries(input.commits).map(([topic, offsets]) => ({
      topic,
      partitions: offsets.map((offset, partition) => ({
        partition,
        offset,
        shareLag: input.shareLags?.[topic]?.[partition] ?? null,
        error: null,
      })),
    })),
  commitsAt: input.commits ? at : null,
  commitsReason: input.commits ? null : 'coordinator 1 did not answer',
  description: observed({ state: 'Stable', assignor: 'range', epoch: null, members: [] }, at),
})

const brokerOf = (input: BrokerInput, at: number): BrokerSnapshot => ({
  id: input.id,
  host: '127.0.0.1',
  port: 9092 + input.id,
  rack: null,
  registered: true,
  fenced: false,
  reachable: true,
  lastAnsweredAt: at,
  failingSince: null,
  failure: null,
  roundTripMs: input.roundTripMs ?? 3,
  endOffsetsAt: at,
  startOffsetsAt: at,
  logDirs: observed(input.logDirs ?? [], at),
  metrics: { value: null, observedAt: null, reason: 'not measured', last: null },
})

/** A healthy cluster of one broker with these topics and groups. */
export const buildSnapshot = (input: SnapshotInput): ClusterSnapshot => ({
  version: SNAPSHOT_VERSION,
  clusterId: input.clusterId ?? 'test',
  kafkaClusterId: input.kafkaClusterId ?? 'kafka-test',
  sequence: 1,
  startedAt: input.at - 100,
  observedAt: input.at,
  durationMs: 100,
  tickMs: input.tickMs ?? 15_000,
  slowed: false,
  kafkaVersion: '4.3',
  mode: 'kraft',
  visibility: 'full',
  metadataVia: 1,
  brokers: (input.brokers ?? [{ id: 1 }]).map((broker) => brokerOf(broker, input.at)),
  quorum: observed(
    { answers: [], activeControllers: 1, leaderId: 1, leaderEpoch: 1, voters: [], observers: [] },
    input.at,
  ),
  reassignments: observed([], input.at),
  topics: input.topics.map((topic) => topicOf(topic, input.at)),
  groups: (input.groups ?? []).map((group) => groupOf(group, input.at)),
  groupsListed: input.groups?.length ?? 0,
  groupsWatched: input.groups?.length ?? 0,
  topicsListed: input.topics.length,
  topicsWatched: input.topics.length,
  problems: [],
  requests: {},
})

/** Trends that know nothing yet. */
export const noTrends = (at: number): Trends => ({
  at,
  watchedSince: at,
  groups: {},
  topics: {},
  cluster: { recordsPerSecond: null, lagSpark: [], checkSparks: {} },
})

/** A live record around a snapshot. */
export const buildRecord = (
  snapshot: ClusterSnapshot,
  more: { trends?: Trends; checks?: CheckState[]; unreachable?: Unreachable } = {},
): LiveRecord => ({
  snapshot,
  unreachable: more.unreachable ?? null,
  trends: more.trends ?? noTrends(snapshot.observedAt),
  checks: more.checks ?? [],
  writtenBy: 'test',
  writtenAt: more.unreachable?.attemptedAt ?? snapshot.observedAt,
})
