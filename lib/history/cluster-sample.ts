import { brokersUp } from '../brokers/rules.ts'
import { groupSums } from '../groups/rules.ts'
import type { ClusterSnapshot } from '../snapshot/schema.ts'
import { topicHealth } from '../topics/rules.ts'
import type { Trends } from '../trends/schema.ts'
import type { Sample } from './series.ts'

/** The cluster's own counters at one poll, in the order of `gauges.cluster`. */
export const clusterSample = (snapshot: ClusterSnapshot, trends: Trends): Sample => {
  const counts = { partitions: 0, underReplicated: 0, offline: 0 }
  for (const topic of snapshot.topics) {
    const health = topicHealth(snapshot, topic)
    counts.partitions += health.partitions
    counts.underReplicated += health.underReplicated
    counts.offline += health.offline
  }
  let lagMessages: number | null = null
  let incomplete = 0
  for (const group of snapshot.groups) {
    const sums = groupSums(snapshot, group)
    // A commit past the log end may stay for ever; what did not answer comes back.
    if (group.commits === null || sums.unknownPartitions > sums.aheadPartitions) incomplete++
    if (sums.lagMessages !== null) lagMessages = (lagMessages ?? 0) + sums.lagMessages
  }
  const { up, total } = brokersUp(snapshot)
  return {
    kind: 'cluster',
    subject: '',
    part: '',
    name: '',
    values: [
      up,
      total,
      snapshot.quorum.value?.activeControllers ?? null,
      counts.underReplicated,
      counts.offline,
      lagMessages,
      incomplete,
      trends.cluster.recordsPerSecond,
      snapshot.topics.length,
      snapshot.groups.length,
      counts.partitions,
    ],
  }
}
