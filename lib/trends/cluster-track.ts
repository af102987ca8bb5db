import { brokerDisk } from '../brokers/rules.ts'
import type { CheckName } from '../clusters/schema.ts'
import { groupSums } from '../groups/rules.ts'
import { isDown } from '../groups/snapshot-index.ts'
import type { ClusterSnapshot } from '../snapshot/schema.ts'
import { topicHealth } from '../topics/rules.ts'
import type { ClusterTrend, TopicTrend } from './schema.ts'
import { addToSpark, createSpark, type Spark, sparkValues } from './sparks.ts'

export type ClusterTrack = { lag: Spark; checks: Record<CheckName, Spark> }

export const createClusterTrack = (): ClusterTrack => ({
  lag: createSpark(),
  checks: {
    consumer_lag: createSpark(),
    under_replicated_partitions: createSpark(),
    offline_partitions: createSpark(),
    isr_shrink: createSpark(),
    active_controller: createSpark(),
    request_latency_p99: createSpark(),
    broker_disk: createSpark(),
  },
})

const highest = (values: (number | null)[]): number | null =>
  values.reduce((max, v) => (v === null ? max : max === null ? v : Math.max(max, v)), null)

/** The number behind each check as this poll saw it; null where it was not seen. */
const valuesOf = (snapshot: ClusterSnapshot): Record<CheckName, number | null> => {
  const health = snapshot.topics.map((topic) => topicHealth(snapshot, topic))
  const underReplicated = health.reduce((sum, h) => sum + h.underReplicated, 0)
  return {
    consumer_lag: highest(snapshot.groups.map((g) => groupSums(snapshot, g).lagMessages)),
    under_replicated_partitions: underReplicated,
    offline_partitions: health.reduce((sum, h) => sum + h.offline, 0),
    isr_shrink: underReplicated,
    active_controller: snapshot.quorum.value?.activeControllers ?? null,
    request_latency_p99: highest(
      snapshot.brokers.map((b) => b.metrics.value?.produceP99Ms ?? null),
    ),
    broker_disk: highest(snapshot.brokers.map((b) => brokerDisk(b).usedPercent)),
  }
}

/**
 * The lag of all groups together; null when none is known, and while a broker is away and with it a
 * part of some group's lag: without that part the line would dip as if consumers had caught up.
 */
const totalLag = (snapshot: ClusterSnapshot): number | null => {
  const away = snapshot.brokers.some(isDown)
  let total: number | null = null
  for (const group of snapshot.groups) {
    const { lagMessages, lagComplete } = groupSums(snapshot, group)
    if (away && !lagComplete) return null
    if (lagMessages !== null) total = (total ?? 0) + lagMessages
  }
  return total
}

/**
 * The cluster's own lines. Records per second is null while a topic's is not known: a sum that lacks
 * the partitions of a dead broker would look like falling traffic.
 */
export const observeCluster = (
  track: ClusterTrack,
  snapshot: ClusterSnapshot,
  topics: TopicTrend[],
  now: number,
): ClusterTrend => {
  const values = valuesOf(snapshot)
  const checkSparks: Record<string, (number | null)[]> = {}
  for (const [check, spark] of Object.entries(track.checks)) {
    addToSpark(spark, now, values[check as CheckName])
    checkSparks[check] = sparkValues(spark, now)
  }
  addToSpark(track.lag, now, totalLag(snapshot))
  let perSecond: number | null = 0
  for (const topic of topics) {
    perSecond =
      perSecond === null || topic.recordsPerSecond === null
        ? null
        : perSecond + topic.recordsPerSecond
  }
  return {
    recordsPerSecond: perSecond === null ? null : Math.round(perSecond * 100) / 100,
    lagSpark: sparkValues(track.lag, now),
    checkSparks,
  }
}
