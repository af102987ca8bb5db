import type { Status } from '@/components/ui/status-shape'
import { bytes, duration, plural } from '@/lib/format'
import type { TopicConfig, TopicItem, TopicPartition } from '@/lib/topics/schema'

type Replication = Pick<TopicItem, 'offline' | 'underMinIsr' | 'underReplicated'>

/** How whole a topic is, worst first, with its words; `ok` reads "in sync". */
export const replicationState = (topic: Replication): { status: Status; words: string } => {
  if (topic.offline > 0) return { status: 'critical', words: `${topic.offline} offline` }
  if ((topic.underMinIsr ?? 0) > 0) {
    return { status: 'critical', words: `${topic.underMinIsr} under min ISR` }
  }
  if (topic.underReplicated > 0) {
    return { status: 'warning', words: `${topic.underReplicated} under-replicated` }
  }
  return { status: 'ok', words: 'in sync' }
}

/** A bad topic as the end of a sentence: "has 3 partitions offline". */
const topicSentence = (topic: TopicItem): string => {
  if (topic.offline > 0) return `has ${plural(topic.offline, 'partition')} offline`
  const few = topic.underMinIsr ?? 0
  if (few > 0) return `cannot be written with acks=all on ${plural(few, 'partition')}`
  return `has ${plural(topic.underReplicated, 'partition')} under-replicated`
}

/** The sentence over the list; `emphasis` is drawn in the colour of `status`. */
export const topicsHeadline = (
  total: number,
  troubled: number,
  worst: TopicItem | null,
): { text: string; emphasis: string; status: Status } => {
  if (total === 0) return { text: 'No topics', emphasis: '', status: 'ok' }
  if (troubled === 0 || worst === null) {
    return { text: `${plural(total, 'topic')}, all in sync`, emphasis: '', status: 'ok' }
  }
  return {
    text: `${troubled} of ${plural(total, 'topic')} ${troubled === 1 ? 'is' : 'are'} not whole.`,
    emphasis: `${worst.name} ${topicSentence(worst)}.`,
    status: replicationState(worst).status,
  }
}

const partitionWords: Record<TopicPartition['status'], { status: Status; words: string }> = {
  in_sync: { status: 'ok', words: 'in sync' },
  under_replicated: { status: 'warning', words: 'under-replicated' },
  under_min_isr: { status: 'critical', words: 'under min ISR' },
  offline: { status: 'critical', words: 'offline' },
  reassigning: { status: 'pending', words: 'reassigning' },
}

/** A partition's state with Kafka's words for it. */
export const partitionState = (partition: TopicPartition) => partitionWords[partition.status]

/** Bad first (offline, under min ISR, under-replicated, moving), then by number. */
export const byBadness = (a: TopicPartition, b: TopicPartition): number => {
  const order = ['offline', 'under_min_isr', 'under_replicated', 'reassigning', 'in_sync']
  return order.indexOf(a.status) - order.indexOf(b.status) || a.partition - b.partition
}

/** A configuration value with its unit in words: "7 d", "1 GiB", "unlimited"; null: it has none. */
export const configUnit = (config: Pick<TopicConfig, 'name' | 'value'>): string | null => {
  const n = config.value === null || config.value === '' ? Number.NaN : Number(config.value)
  if (!Number.isFinite(n)) return null
  const isTime = /(^|\.)ms$|\.ms\./.test(config.name)
  const isSize = /(^|\.)bytes$/.test(config.name)
  if ((isTime || isSize) && n === -1) return 'unlimited'
  // Tiered storage: -2 takes the limit without `local.` before it.
  if ((isTime || isSize) && n === -2) return `as ${config.name.replace(/^local\./, '')}`
  // Kafka writes "never" as the greatest long.
  if ((isTime || isSize) && n >= Number.MAX_SAFE_INTEGER) return 'no limit'
  if (isTime) return n < 1000 ? `${n}\u00a0ms` : duration(n / 1000)
  if (isSize) return bytes(n)
  return null
}

const sources: Record<string, string> = {
  DYNAMIC_TOPIC_CONFIG: 'set on this topic',
  DYNAMIC_BROKER_CONFIG: 'set on the broker',
  DYNAMIC_DEFAULT_BROKER_CONFIG: 'set for all brokers',
  STATIC_BROKER_CONFIG: 'broker’s file',
  DEFAULT_CONFIG: 'Kafka’s default',
}

/** Where a value comes from, in words; an unknown source stands as Kafka says it. */
export const sourceWords = (source: string): string => sources[source] ?? source
