import { perRecord } from '../per-record.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import type { TopicSnapshot } from '../snapshot/schema.ts'
import { topicLags } from './lags.ts'
import { knownConfigs, lastWriteAt, topicHealth } from './rules.ts'
import type { TopicItem } from './schema.ts'

/** What a record says of one topic. */
export function topicItem(record: LiveRecord, topic: TopicSnapshot): TopicItem {
  const { snapshot, trends } = record
  const health = topicHealth(snapshot, topic)
  const configs = knownConfigs(topic)
  const trend = trends.topics[topic.id] ?? null
  const lags = topicLags(snapshot).get(topic.name) ?? []
  const worst = lags[0]?.lagMessages == null ? null : lags[0]
  return {
    name: topic.name,
    id: topic.id,
    internal: topic.internal,
    partitions: health.partitions,
    replicationFactor: health.replicationFactor,
    minInsyncReplicas: health.minInsyncReplicas,
    underReplicated: health.underReplicated,
    underMinIsr: health.underMinIsr,
    offline: health.offline,
    recordsPerSecond: trend?.recordsPerSecond ?? null,
    sizeBytes: health.sizeBytes,
    retentionMs: configs?.retentionMs ?? null,
    retentionBytes: configs?.retentionBytes ?? null,
    cleanupPolicy: configs?.cleanupPolicy ?? null,
    lastWriteAt: lastWriteAt(trend) as TopicItem['lastWriteAt'],
    groups: lags.length,
    worstLagMessages: worst?.lagMessages ?? null,
    worstGroup: worst?.group.id ?? null,
    spark: trend?.spark ?? [],
  }
}

/** All topics of a record, computed once for it. */
export const topicItems = perRecord((record): TopicItem[] =>
  record.snapshot.topics.map((topic) => topicItem(record, topic)),
)
