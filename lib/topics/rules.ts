import {
  indexSnapshot,
  isDown,
  keep,
  partitionKey,
  type SnapshotIndex,
} from '../groups/snapshot-index.ts'
import type {
  ClusterSnapshot,
  PartitionSnapshot,
  TopicConfigs,
  TopicSnapshot,
} from '../snapshot/schema.ts'
import type { TopicTrend } from '../trends/schema.ts'

export type PartitionHealth = {
  /** No leader, whatever its ISR says: 3.9 keeps the dead replica in it. */
  offline: boolean
  underReplicated: boolean
  /** Null when min.insync.replicas is not known. */
  underMinIsr: boolean | null
  /** Led by the first of its replicas; null while there is no leader. */
  preferred: boolean | null
  adding: number[]
  removing: number[]
  status: 'in_sync' | 'under_replicated' | 'under_min_isr' | 'offline' | 'reassigning'
}

/**
 * The health of one partition. Under-replicated as the broker counts it (Partition.scala: replicas
 * without those being added, compared with the size of the ISR), and always when it is offline.
 */
export const partitionHealth = (
  snapshot: ClusterSnapshot,
  topic: TopicSnapshot,
  partition: PartitionSnapshot,
): PartitionHealth => health(indexSnapshot(snapshot), topic, partition)

const health = (
  index: SnapshotIndex,
  topic: TopicSnapshot,
  p: PartitionSnapshot,
): PartitionHealth => {
  const moving =
    index.reassignments.size === 0
      ? undefined
      : index.reassignments.get(partitionKey(topic.name, p.partition))
  const adding = moving?.adding ?? []
  const offline = p.leader < 0
  const wanted = adding.length === 0 ? p.replicas.length : without(p.replicas, adding).length
  const underReplicated = offline || p.isr.length < wanted
  const least = knownConfigs(topic)?.minInsyncReplicas ?? null
  const underMinIsr = offline ? true : least === null ? null : p.isr.length < least
  return {
    offline,
    underReplicated,
    underMinIsr,
    preferred: offline ? null : p.leader === p.replicas[0],
    adding,
    removing: moving?.removing ?? [],
    status: offline
      ? 'offline'
      : underMinIsr
        ? 'under_min_isr'
        : underReplicated
          ? 'under_replicated'
          : moving
            ? 'reassigning'
            : 'in_sync',
  }
}

export const without = (all: number[], some: number[]): number[] =>
  all.filter((one) => !some.includes(one))

/** The configuration as last known: it is read every twentieth poll and changes rarely. */
export const knownConfigs = (topic: TopicSnapshot): TopicConfigs | null =>
  topic.configs.value ?? topic.configs.last?.value ?? null

/**
 * Bytes of the leader's replica. Sizes are read of one broker in turn, so a size of nothing beside
 * records is one from before they were written: not known, rather than empty.
 */
export const sizeOf = (p: PartitionSnapshot): number | null => {
  const holds = p.endOffset !== null && p.startOffset !== null && p.endOffset > p.startOffset
  return p.sizeBytes === 0 && holds ? null : p.sizeBytes
}

export type TopicHealth = {
  partitions: number
  /** Without replicas being added; the most of its partitions. */
  replicationFactor: number
  minInsyncReplicas: number | null
  underReplicated: number
  underMinIsr: number | null
  offline: number
  reassigning: number
  notPreferred: number
  /** One copy: the leaders' replicas together; null until each leader told its size. */
  sizeBytes: number | null
  /** Partitions whose log end is not known now. */
  endUnknown: number
}

/** Counts over a topic's partitions, kept for the life of the snapshot. */
export const topicHealth = (snapshot: ClusterSnapshot, topic: TopicSnapshot): TopicHealth => {
  const index = indexSnapshot(snapshot)
  const all = keep(index, 'topicHealth', () => new Map<TopicSnapshot, TopicHealth>())
  const known = all.get(topic)
  if (known) return known
  const sum: TopicHealth = {
    partitions: topic.partitions.length,
    replicationFactor: 0,
    minInsyncReplicas: knownConfigs(topic)?.minInsyncReplicas ?? null,
    underReplicated: 0,
    underMinIsr: 0,
    offline: 0,
    reassigning: 0,
    notPreferred: 0,
    sizeBytes: 0,
    endUnknown: 0,
  }
  for (const p of topic.partitions) {
    const one = health(index, topic, p)
    sum.replicationFactor = Math.max(sum.replicationFactor, without(p.replicas, one.adding).length)
    if (one.underReplicated) sum.underReplicated += 1
    if (one.offline) sum.offline += 1
    if (one.adding.length + one.removing.length > 0) sum.reassigning += 1
    if (one.preferred === false) sum.notPreferred += 1
    if (p.endOffset === null) sum.endUnknown += 1
    sum.underMinIsr = plus(
      sum.underMinIsr,
      one.underMinIsr === null ? null : Number(one.underMinIsr),
    )
    sum.sizeBytes = plus(sum.sizeBytes, sizeOf(p))
  }
  all.set(topic, sum)
  return sum
}

const plus = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b

/** Why a partition's offsets are null, else null. */
export const offsetsReason = (
  snapshot: ClusterSnapshot,
  partition: PartitionSnapshot,
): string | null => {
  if (partition.endOffset !== null && partition.startOffset !== null) return null
  if (partition.leader < 0) return 'no leader'
  const down = isDown(indexSnapshot(snapshot).brokers.get(partition.leader))
  return down ? `broker ${partition.leader} does not answer` : 'not asked yet'
}

export const NO_WRITE = 'none since watching began'

/** When it was last written to, as ISO time; `none since watching began`; null when not watched. */
export const lastWriteAt = (trend: TopicTrend | null): string | null => {
  if (!trend) return null
  return trend.lastWriteAt === null ? NO_WRITE : new Date(trend.lastWriteAt).toISOString()
}
