/**
 * The shape of everything one poll learned about a cluster, and of what is stored beside it.
 *
 * Plain data: no client object, no function. Offsets are `bigint` in memory, times are epoch
 * milliseconds; `codec.ts` is the one place that turns either into something else.
 */

/** Bumped when the stored form changes; a row of another version counts as absent. */
export const SNAPSHOT_VERSION = 1

/** Epoch milliseconds. */
export type Millis = number

/**
 * A value with its age. `value` is null when it is not known now, and then `reason` says why in words
 * fit for a screen; `last` keeps what was known before, with its own time.
 */
export type Observed<T> = {
  value: T | null
  observedAt: Millis | null
  reason: string | null
  last: { value: T; observedAt: Millis } | null
}

export type ProblemCode =
  | 'timeout'
  | 'connection_refused'
  | 'connection_lost'
  | 'host_unknown'
  | 'tls_failed'
  | 'authentication_failed'
  | 'not_authorized'
  | 'not_offered' // the broker lacks the request: message says "needs Kafka ≥ x"
  | 'not_asked' // its breaker is open: it is being probed apart
  | 'kafka_error' // an error code on the answer or on an item of it
  | 'invalid_response'

/** One request, or one item of it, that did not succeed. `message` is safe to show. */
export type Problem = {
  code: ProblemCode
  /** Kafka's name of the request, e.g. `ListOffsets`; `Metrics` for a Prometheus scrape. */
  request: string
  node: number | null
  topic: string | null
  partition: number | null
  group: string | null
  message: string
}

export type LogDir = {
  path: string
  totalBytes: number | null
  usableBytes: number | null
  /** Kafka's error of the dir (offline), or null. */
  error: string | null
}

/** From a broker's Prometheus endpoint or one Prometheus server; null where the series is absent. */
export type BrokerMetrics = {
  source: 'jmx' | 'prometheus'
  /** p99 of Produce TotalTimeMs, and only where Produce requests flowed since the last scrape. */
  produceP99Ms: number | null
  /** Why produceP99Ms is null although the endpoint answered, e.g. "no produce requests flow". */
  produceP99Reason: string | null
  /** Counter of Produce requests, to know whether requests flow. */
  produceRequests: number | null
  bytesInPerSecond: number | null
  bytesOutPerSecond: number | null
  bytesIn: number | null
  bytesOut: number | null
  handlerIdleRatio: number | null
  /** Counter. */
  isrShrinks: number | null
  underReplicatedPartitions: number | null
}

export type BrokerSnapshot = {
  id: number
  host: string
  port: number
  rack: string | null
  /** Listed by Metadata (a fenced or dead broker is not). */
  registered: boolean
  /** From DescribeCluster v2; null where the cluster is older than 4.0. */
  fenced: boolean | null
  /** Answered its requests in this poll; null when nothing was due to it. */
  reachable: boolean | null
  lastAnsweredAt: Millis | null
  /** Since when it has not answered, and why; both null while it answers. */
  failingSince: Millis | null
  failure: string | null
  /** Median round trip of this poll's requests to it. */
  roundTripMs: number | null
  /** When it last answered ListOffsets latest / earliest for the partitions it leads. */
  endOffsetsAt: Millis | null
  startOffsetsAt: Millis | null
  logDirs: Observed<LogDir[]>
  metrics: Observed<BrokerMetrics>
}

export type PartitionSnapshot = {
  partition: number
  /** -1: no leader, the partition is offline whatever its ISR says. */
  leader: number
  leaderEpoch: number
  replicas: number[]
  isr: number[]
  offlineReplicas: number[]
  /** Null: unknown (no leader, or the leader does not answer, or not asked yet). */
  startOffset: bigint | null
  endOffset: bigint | null
  /** Size of the leader's replica, from the full log dirs of one broker in rotation. */
  sizeBytes: number | null
}

/** The named keys the poll reads; anything else is asked live for the open topic. */
export type TopicConfigs = {
  cleanupPolicy: string | null
  retentionMs: number | null // -1 = unlimited
  retentionBytes: number | null // -1 = unlimited
  minInsyncReplicas: number | null
  segmentBytes: number | null
  segmentMs: number | null
  /** Names whose value is not the broker's default. */
  overridden: string[]
}

export type TopicSnapshot = {
  /** Kafka's topic id (UUID text). The identity of the series: a recreated topic is another one. */
  id: string
  name: string
  internal: boolean
  /** Kafka's error code name for the whole topic, or null. */
  error: string | null
  /** Sorted by partition. */
  partitions: PartitionSnapshot[]
  configs: Observed<TopicConfigs>
}

export type GroupType = 'classic' | 'consumer' | 'share' | 'streams' | 'connect' | 'unknown'

export type CommittedPartition = {
  partition: number
  /** Committed offset; for share groups the share-partition start offset. Null: Kafka has none (negative). */
  offset: bigint | null
  /** Share groups only: lag as the broker computes it (DescribeShareGroupOffsets v1), else null. */
  shareLag: bigint | null
  /** Kafka's error code name of the item, or null. */
  error: string | null
}

export type CommittedTopic = { topic: string; partitions: CommittedPartition[] }

export type MemberAssignment = { topic: string; partitions: number[] }

export type GroupMember = {
  memberId: string
  instanceId: string | null
  clientId: string
  host: string
  rack: string | null
  /** KIP-848/share/streams member epoch. */
  epoch: number | null
  /** Null when the protocol's bytes are not a consumer assignment (Connect) or did not decode. */
  assignment: MemberAssignment[] | null
  /** KIP-848: what the coordinator wants; differs from `assignment` while it converges. */
  target: MemberAssignment[] | null
}

export type GroupDescription = {
  state: string
  /** Assignor (`range`, `uniform`, …) or null. */
  assignor: string | null
  epoch: number | null
  members: GroupMember[]
}

export type GroupSnapshot = {
  id: string
  type: GroupType
  /** Kafka's word: Stable, Empty, PreparingRebalance, CompletingRebalance, Assigning, Reconciling, Dead, NotReady, Unknown. */
  state: string
  protocolType: string
  /** The broker that lists a group is its coordinator. Null: not known now. */
  coordinator: number | null
  listedAt: Millis
  /** Null: the coordinator did not answer; `commitsReason` says why. Sorted by topic, partition. */
  commits: CommittedTopic[] | null
  commitsAt: Millis | null
  commitsReason: string | null
  description: Observed<GroupDescription>
}

export type Voter = {
  id: number
  logEndOffset: bigint | null
  lastFetchAt: Millis | null
  lastCaughtUpAt: Millis | null
}

export type Quorum = {
  /** Each of the (up to two) brokers asked, and whom it names; null leader = it knows none. */
  answers: { node: number; leaderId: number | null; leaderEpoch: number | null }[]
  /** Distinct active controllers named at the highest epoch: 1 is healthy, 0 none, 2 disagreement. */
  activeControllers: number
  leaderId: number | null
  leaderEpoch: number | null
  voters: Voter[]
  observers: Voter[]
}

export type Reassignment = {
  topic: string
  partition: number
  adding: number[]
  removing: number[]
}

export type ClusterSnapshot = {
  version: number
  /** Highwater's id of the cluster. */
  clusterId: string
  kafkaClusterId: string | null
  /** Poll counter of this poller: decides what is due (`plan.ts`). */
  sequence: number
  startedAt: Millis
  /** When the poll ended: the clock that pages show. */
  observedAt: Millis
  durationMs: number
  /** Effective tick, and whether it was doubled because polls take over 60 % of it. */
  tickMs: number
  slowed: boolean
  /** e.g. `4.3`; null when the broker does not say. */
  kafkaVersion: string | null
  mode: 'kraft' | 'zookeeper' | 'unknown'
  /** `principal`: without DESCRIBE on the cluster Kafka hides things silently. */
  visibility: 'full' | 'principal' | 'unknown'
  /** The broker whose Metadata this is. */
  metadataVia: number | null
  brokers: BrokerSnapshot[]
  quorum: Observed<Quorum>
  reassignments: Observed<Reassignment[]>
  /** Sorted by name. */
  topics: TopicSnapshot[]
  /** Sorted by id. */
  groups: GroupSnapshot[]
  /** Groups that Kafka listed and how many of them include/exclude patterns and the cap kept. */
  groupsListed: number
  groupsWatched: number
  topicsListed: number
  topicsWatched: number
  problems: Problem[]
  /** Requests of this poll by `Api vN`. */
  requests: Record<string, number>
}

/** Set while no broker answers at all: the snapshot beside it is then the last known one. */
export type Unreachable = { since: Millis; attemptedAt: Millis; reason: string }
