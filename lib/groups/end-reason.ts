import type { PartitionSnapshot } from '../snapshot/schema.ts'
import { isDown, type SnapshotIndex } from './snapshot-index.ts'

/** Why a partition's log end is not known, in words: who would know it, and what is wrong there. */
export const endReason = (index: SnapshotIndex, partition: PartitionSnapshot | null): string => {
  if (!partition) return 'not asked yet'
  if (partition.leader < 0) return 'no leader'
  const leader = index.brokers.get(partition.leader)
  if (isDown(leader)) return `broker ${partition.leader} does not answer`
  return 'not asked yet'
}

/**
 * Why a partition is not in the snapshot. `gone`: it does not exist. `hidden`: it may well exist, but
 * permissions, the patterns of the configuration, or an incomplete answer keep it from us; a topic
 * that cannot be seen is never said to be deleted.
 */
export const missingReason = (
  index: SnapshotIndex,
  topicName: string,
  partition: number,
): { gone: string | null; hidden: string | null } => {
  const { snapshot } = index
  const topic = index.topics.get(topicName)
  if (topic?.error && topic.error !== 'UNKNOWN_TOPIC_OR_PARTITION') {
    return { gone: null, hidden: `Kafka answers ${topic.error} for the topic` }
  }
  if (topic && topic.partitions.length > 0) {
    return { gone: `${topicName} has no partition ${partition}`, hidden: null }
  }
  if (snapshot.visibility === 'principal') {
    return { gone: null, hidden: 'the topic is not visible to this principal' }
  }
  if (snapshot.topicsListed > snapshot.topicsWatched) {
    return { gone: null, hidden: 'the topic is not among those watched' }
  }
  if (snapshot.problems.some((p) => p.request === 'Metadata' && p.topic === null)) {
    return { gone: null, hidden: 'the list of topics is incomplete' }
  }
  return { gone: `the topic ${topicName} does not exist`, hidden: null }
}
