import type {
  BrokerSnapshot,
  ClusterSnapshot,
  CommittedPartition,
  GroupMember,
  GroupSnapshot,
  Observed,
  PartitionSnapshot,
  TopicSnapshot,
} from '../snapshot/schema.ts'

/** Plain snapshots for table tests: everything healthy unless a row says otherwise. */

export const NOW = Date.UTC(2026, 0, 2, 3, 10, 0)

export const observed = <T>(
  value: T | null,
  at = NOW,
  reason: string | null = null,
): Observed<T> => ({
  value,
  observedAt: value === null ? null : at,
  reason,
  last: null,
})

export const broker = (id: number, over: Partial<BrokerSnapshot> = {}): BrokerSnapshot => ({
  id,
  host: `broker-${id}`,
  port: 9092,
  rack: null,
  registered: true,
  fenced: false,
  reachable: true,
  lastAnsweredAt: NOW,
  failingSince: null,
  failure: null,
  roundTripMs: 2,
  endOffsetsAt: NOW,
  startOffsetsAt: NOW,
  logDirs: observed([{ path: '/data', totalBytes: 1000, usableBytes: 500, error: null }]),
  metrics: { value: null, observedAt: null, reason: 'not configured', last: null },
  ...over,
})

/** A broker that stopped answering a minute ago and that Metadata no longer lists. */
export const deadBroker = (id: number, over: Partial<BrokerSnapshot> = {}): BrokerSnapshot =>
  broker(id, {
    registered: false,
    fenced: true,
    reachable: false,
    failingSince: NOW - 60_000,
    failure: 'connection refused',
    lastAnsweredAt: NOW - 60_000,
    ...over,
  })

export const partition = (
  number: number,
  over: Partial<PartitionSnapshot> = {},
): PartitionSnapshot => ({
  partition: number,
  leader: 1,
  leaderEpoch: 0,
  replicas: [1, 2, 3],
  isr: [1, 2, 3],
  offlineReplicas: [],
  startOffset: 0n,
  endOffset: 100n,
  sizeBytes: 1000,
  ...over,
})

export const topic = (
  name: string,
  partitions: PartitionSnapshot[],
  over: Partial<TopicSnapshot> = {},
): TopicSnapshot => ({
  id: `id-of-${name}`,
  name,
  internal: false,
  error: null,
  partitions,
  configs: observed({
    cleanupPolicy: 'delete',
    retentionMs: 604_800_000,
    retentionBytes: -1,
    minInsyncReplicas: 2,
    segmentBytes: 1 << 30,
    segmentMs: 604_800_000,
    overridden: [],
  }),
  ...over,
})

export const commit = (
  number: number,
  offset: bigint | null,
  over: Partial<CommittedPartition> = {},
): CommittedPartition => ({ partition: number, offset, shareLag: null, error: null, ...over })

export const member = (
  memberId: string,
  assignment: Record<string, number[]> | null = {},
  over: Partial<GroupMember> = {},
): GroupMember => ({
  memberId,
  instanceId: null,
  clientId: memberId,
  host: '/10.0.0.1',
  rack: null,
  epoch: null,
  assignment:
    assignment === null
      ? null
      : Object.entries(assignment).map(([name, partitions]) => ({ topic: name, partitions })),
  target: null,
  ...over,
})

/** Commits by topic; members make the description (null: not described). */
export const group = (
  id: string,
  commits: Record<string, CommittedPartition[]> | null,
  members: GroupMember[] | null = [],
  over: Partial<GroupSnapshot> = {},
): GroupSnapshot => {
  const state = members?.length ? 'Stable' : 'Empty'
  return {
    id,
    type: 'classic',
    state,
    protocolType: 'consumer',
    coordinator: 1,
    listedAt: NOW,
    commits:
      commits === null
        ? null
        : Object.entries(commits).map(([name, partitions]) => ({ topic: name, partitions })),
    commitsAt: commits === null ? null : NOW,
    commitsReason: commits === null ? 'broker 1 does not answer' : null,
    description: observed(
      members === null ? null : { state, assignor: 'range', epoch: null, members },
    ),
    ...over,
  }
}

export const snapshot = (over: Partial<ClusterSnapshot> = {}): ClusterSnapshot => {
  const topics = over.topics ?? []
  const groups = over.groups ?? []
  return {
    version: 1,
    clusterId: 'demo',
    kafkaClusterId: 'k1',
    sequence: 1,
    startedAt: NOW - 100,
    observedAt: NOW,
    durationMs: 100,
    tickMs: 15_000,
    slowed: false,
    kafkaVersion: '4.3',
    mode: 'kraft',
    visibility: 'full',
    metadataVia: 1,
    brokers: [broker(1), broker(2), broker(3)],
    quorum: observed({
      answers: [
        { node: 1, leaderId: 1, leaderEpoch: 5 },
        { node: 2, leaderId: 1, leaderEpoch: 5 },
      ],
      activeControllers: 1,
      leaderId: 1,
      leaderEpoch: 5,
      voters: [],
      observers: [],
    }),
    reassignments: observed([]),
    topics,
    groups,
    groupsListed: groups.length,
    groupsWatched: groups.length,
    topicsListed: topics.length,
    topicsWatched: topics.length,
    problems: [],
    requests: {},
    ...over,
  }
}
