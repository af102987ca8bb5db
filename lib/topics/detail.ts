import { groupItem } from '../groups/items.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import type { Observed, PartitionSnapshot, TopicSnapshot } from '../snapshot/schema.ts'
import { isoOf } from '../times.ts'
import { topicItem } from './items.ts'
import { type TopicLag, topicLags } from './lags.ts'
import { offsetsReason, partitionHealth, sizeOf } from './rules.ts'
import type { TopicConfig, TopicDetail, TopicPartition } from './schema.ts'

/** One topic as its page shows it; `configs` is what a broker said when asked for this page. */
export function topicDetail(
  record: LiveRecord,
  blind: boolean,
  topic: TopicSnapshot,
  configs: Observed<TopicConfig[]>,
): TopicDetail {
  const lags = topicLags(record.snapshot).get(topic.name) ?? []
  return {
    ...topicItem(record, topic),
    partitionList: topic.partitions.map((one) => partitionOf(record, topic, one)),
    configs: configs.value ?? configs.last?.value ?? null,
    configsReason: configs.reason,
    configsObservedAt: isoOf(
      configs.value === null ? configs.last?.observedAt : configs.observedAt,
    ),
    groupList: lags.map((lag) => groupOf(record, blind, topic, lag)),
  }
}

const offset = (value: bigint | null): string | null => value?.toString() ?? null

function partitionOf(
  record: LiveRecord,
  topic: TopicSnapshot,
  partition: PartitionSnapshot,
): TopicPartition {
  const { startOffset, endOffset } = partition
  const health = partitionHealth(record.snapshot, topic, partition)
  const rates = record.trends.topics[topic.id]?.partitionsPerSecond ?? []
  return {
    partition: partition.partition,
    leader: partition.leader < 0 ? null : partition.leader,
    preferred: health.preferred,
    replicas: partition.replicas,
    isr: partition.isr,
    offlineReplicas: partition.offlineReplicas,
    adding: health.adding,
    removing: health.removing,
    status: health.status,
    logStartOffset: offset(startOffset),
    logEndOffset: offset(endOffset),
    records: startOffset === null || endOffset === null ? null : String(endOffset - startOffset),
    sizeBytes: sizeOf(partition),
    recordsPerSecond: rates[partition.partition] ?? null,
    reason: offsetsReason(record.snapshot, partition),
  }
}

/** The worst known partition's lag in time, of this topic alone; null when none is known. */
const worstSeconds = (seconds: (number | null)[]): number | null =>
  seconds.reduce((worst, one) => (one !== null && one > (worst ?? -1) ? one : worst), null)

function groupOf(record: LiveRecord, blind: boolean, topic: TopicSnapshot, lag: TopicLag) {
  const { id, type, state, members } = groupItem(record, blind, lag.group)
  return {
    id,
    type,
    state,
    members,
    lagMessages: lag.lagMessages,
    lagComplete: lag.lagComplete,
    lagSeconds: worstSeconds(record.trends.groups[id]?.partitions[topic.name] ?? []),
  }
}
