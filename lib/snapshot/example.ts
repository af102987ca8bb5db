import type { LiveRecord } from './live.ts'
import {
  type BrokerSnapshot,
  type ClusterSnapshot,
  type GroupSnapshot,
  type PartitionSnapshot,
  SNAPSHOT_VERSION,
  type TopicSnapshot,
} from './schema.ts'

/** Plain snapshots for tests of everything that reads one: each part whole and healthy unless said. */

export const examplePartition = (part: Partial<PartitionSnapshot> = {}): PartitionSnapshot => ({
  partition: 0,
  leader: 1,
  leaderEpoch: 0,
  replicas: [1, 2, 3],
  isr: [1, 2, 3],
  offlineReplicas: [],
  startOffset: 0n,
  endOffset: 100n,
  sizeBytes: null,
  ...part,
})

export const exampleTopic = (part: Partial<TopicSnapshot> = {}): TopicSnapshot => ({
  id: `id-of-${part.name ?? 'orders.created'}`,
  name: 'orders.created',
  internal: false,
  error: null,
  partitions: [examplePartition()],
  configs: { value: null, observedAt: null, reason: null, last: null },
  ...part,
})

export const exampleGroup = (part: Partial<GroupSnapshot> = {}): GroupSnapshot => ({
  id: 'billing',
  type: 'classic',
  state: 'Stable',
  protocolType: 'consumer',
  coordinator: 1,
  listedAt: 1_000,
  commits: [],
  commitsAt: 1_000,
  commitsReason: null,
  description: { value: null, observedAt: null, reason: null, last: null },
  ...part,
})

export const exampleBroker = (part: Partial<BrokerSnapshot> = {}): BrokerSnapshot => ({
  id: 1,
  host: 'broker-1',
  port: 9092,
  rack: null,
  registered: true,
  fenced: false,
  reachable: true,
  lastAnsweredAt: 1_000,
  failingSince: null,
  failure: null,
  roundTripMs: 2,
  endOffsetsAt: 1_000,
  startOffsetsAt: 1_000,
  logDirs: { value: null, observedAt: null, reason: null, last: null },
  metrics: { value: null, observedAt: null, reason: null, last: null },
  ...part,
})

export const exampleSnapshot = (part: Partial<ClusterSnapshot> = {}): ClusterSnapshot => ({
  version: SNAPSHOT_VERSION,
  clusterId: 'demo',
  kafkaClusterId: 'kafka-1',
  sequence: 1,
  startedAt: 900,
  observedAt: 1_000,
  durationMs: 100,
  tickMs: 15_000,
  slowed: false,
  kafkaVersion: '4.3',
  mode: 'kraft',
  visibility: 'full',
  metadataVia: 1,
  brokers: [1, 2, 3].map((id) => exampleBroker({ id, host: `broker-${id}` })),
  quorum: { value: null, observedAt: null, reason: null, last: null },
  reassignments: { value: [], observedAt: 1_000, reason: null, last: null },
  topics: [exampleTopic()],
  groups: [exampleGroup()],
  groupsListed: 1,
  groupsWatched: 1,
  topicsListed: 1,
  topicsWatched: 1,
  problems: [],
  requests: {},
  ...part,
})

export const exampleRecord = (part: Partial<LiveRecord> = {}): LiveRecord => ({
  snapshot: exampleSnapshot(),
  unreachable: null,
  trends: {
    at: 1_000,
    watchedSince: 0,
    groups: {},
    topics: {},
    cluster: { recordsPerSecond: null, lagSpark: [], checkSparks: {} },
  },
  checks: [],
  writtenBy: 'collector-1',
  writtenAt: 1_000,
  ...part,
})
