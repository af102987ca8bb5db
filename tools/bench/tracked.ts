import type { ClusterSnapshot, GroupSnapshot, TopicSnapshot } from '../../lib/snapshot/schema.ts'
import { SNAPSHOT_VERSION } from '../../lib/snapshot/schema.ts'

const never = { value: null, observedAt: null, reason: null, last: null }

const topicOf = (name: string, end: number): TopicSnapshot => ({
  id: `id-of-${name}`,
  name,
  internal: false,
  error: null,
  configs: never,
  partitions: [
    {
      partition: 0,
      leader: 1,
      leaderEpoch: 0,
      replicas: [1],
      isr: [1],
      offlineReplicas: [],
      startOffset: 0n,
      endOffset: BigInt(end),
      sizeBytes: null,
    },
  ],
})

const groupOf = (name: string, committed: number, at: number): GroupSnapshot => ({
  id: name,
  type: 'classic',
  state: 'Stable',
  protocolType: 'consumer',
  coordinator: 1,
  listedAt: at,
  commits: [
    {
      topic: name,
      partitions: [{ partition: 0, offset: BigInt(committed), shareLag: null, error: null }],
    },
  ],
  commitsAt: at,
  commitsReason: null,
  description: never,
})

/** A poll at `at` of topics with one partition and one group each, of the same name. */
export const snapshotOf = (
  series: { name: string; end: number; committed: number }[],
  at: number,
  sequence: number,
  tickMs: number,
): ClusterSnapshot => ({
  version: SNAPSHOT_VERSION,
  clusterId: 'bench',
  kafkaClusterId: 'bench',
  sequence,
  startedAt: at - 100,
  observedAt: at,
  durationMs: 100,
  tickMs,
  slowed: false,
  kafkaVersion: '4.3',
  mode: 'kraft',
  visibility: 'full',
  metadataVia: 1,
  brokers: [
    {
      id: 1,
      host: '127.0.0.1',
      port: 9092,
      rack: null,
      registered: true,
      fenced: false,
      reachable: true,
      lastAnsweredAt: at,
      failingSince: null,
      failure: null,
      roundTripMs: 1,
      endOffsetsAt: at,
      startOffsetsAt: at,
      logDirs: never,
      metrics: never,
    },
  ],
  quorum: never,
  reassignments: { value: [], observedAt: at, reason: null, last: null },
  topics: series.map(({ name, end }) => topicOf(name, end)),
  groups: series.map(({ name, committed }) => groupOf(name, committed, at)),
  groupsListed: series.length,
  groupsWatched: series.length,
  topicsListed: series.length,
  topicsWatched: series.length,
  problems: [],
  requests: {},
})
