/** What the demo's cluster carries: topics after the guide's naming rule, and one group for each state worth seeing. */

export type TopicPlan = {
  topic: string
  partitions: number
  replicationFactor: 1 | 3
  config?: Record<string, string>
  /** Records per second that the producers send; 0 for topics written once at the start. */
  recordsPerSecond: number
  /** Share of the records that all carry one key, which makes one partition hot. */
  hotKeyShare?: number
}

export type GroupPlan = {
  group: string
  topic: string
  members: number
  /** Records per second that one member works off; absent: as fast as they come. */
  recordsPerSecond?: number
  shows: string
}

const capped = { 'retention.ms': '604800000', 'retention.bytes': '67108864' }

export const topics: TopicPlan[] = [
  {
    topic: 'orders.created',
    partitions: 6,
    replicationFactor: 3,
    recordsPerSecond: 40,
    config: capped,
  },
  {
    topic: 'orders.shipped',
    partitions: 6,
    replicationFactor: 3,
    recordsPerSecond: 12,
    config: capped,
  },
  {
    topic: 'payments.processed',
    partitions: 6,
    replicationFactor: 3,
    recordsPerSecond: 60,
    hotKeyShare: 0.7,
    config: capped,
  },
  { topic: 'payments.failed', partitions: 1, replicationFactor: 3, recordsPerSecond: 2 },
  { topic: 'users.profile-updated', partitions: 12, replicationFactor: 3, recordsPerSecond: 8 },
  {
    topic: 'users.profile-state',
    partitions: 6,
    replicationFactor: 3,
    recordsPerSecond: 8,
    config: { 'cleanup.policy': 'compact', 'segment.ms': '600000' },
  },
  {
    topic: 'analytics.page-viewed',
    partitions: 60,
    replicationFactor: 3,
    recordsPerSecond: 420,
    config: capped,
  },
  { topic: 'cdc.public.orders', partitions: 12, replicationFactor: 3, recordsPerSecond: 10 },
  {
    topic: 'inventory.stock-changed',
    partitions: 6,
    replicationFactor: 1,
    recordsPerSecond: 6,
    config: { 'min.insync.replicas': '1' },
  },
  { topic: 'payments.ledger-posted', partitions: 6, replicationFactor: 3, recordsPerSecond: 5 },
  { topic: 'media.upload-completed', partitions: 6, replicationFactor: 3, recordsPerSecond: 15 },
  { topic: 'audit.access-logged', partitions: 6, replicationFactor: 3, recordsPerSecond: 3 },
]

/** Written by one transactional producer, so its log holds markers that no consumer reads. */
export const transactionalTopic = 'payments.ledger-posted'

/** Groups of kafkajs consumers; the KIP-848, share and commit-only groups come from `Traffic.java`. */
export const groups: GroupPlan[] = [
  {
    group: 'order-processor',
    topic: 'orders.created',
    members: 3,
    shows: '3 members on 6 partitions: balanced',
  },
  {
    group: 'fraud-score',
    topic: 'orders.shipped',
    members: 6,
    shows: '6 members on 6 partitions: maximum parallelism',
  },
  {
    group: 'email-dispatch',
    topic: 'orders.created',
    members: 9,
    shows: '9 members on 6 partitions: 3 idle',
  },
  {
    group: 'search-indexer',
    topic: 'analytics.page-viewed',
    members: 2,
    recordsPerSecond: 60,
    shows: 'slow: passes 10,000 in about a minute, 100,000 in several',
  },
  {
    group: 'payments-settle',
    topic: 'payments.processed',
    members: 3,
    recordsPerSecond: 25,
    shows: 'one hot partition',
  },
  {
    group: 'ledger-reader',
    topic: transactionalTopic,
    members: 1,
    shows: 'reads a transactional topic',
  },
  {
    group: 'stock-cache',
    topic: 'inventory.stock-changed',
    members: 2,
    shows: 'reads a topic with one replica',
  },
]

/** Consumes a little, then stops for good: what it left is the lag. */
export const stoppedGroup: GroupPlan = {
  group: 'audit-archive',
  topic: 'audit.access-logged',
  members: 1,
  shows: 'stopped with lag',
}

/** Commits early, then the records it stopped at are purged: its commits lie below the log start. */
export const purgedGroup: GroupPlan = {
  group: 'warehouse-sync',
  topic: 'cdc.public.orders',
  members: 1,
  shows: 'commits below the log start',
}

export const javaGroups = {
  consumer: { group: 'profile-sync', topic: 'users.profile-updated', members: 3 },
  share: { group: 'thumbnails', topic: 'media.upload-completed', members: 2 },
  commitOnly: { group: 'nightly-report', topic: 'payments.failed' },
} as const
