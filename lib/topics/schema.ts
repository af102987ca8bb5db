import { z } from 'zod'
import { isoTime, offsetText } from '../http/schema.ts'

export const topicItem = z.object({
  name: z.string(),
  id: z.string(),
  internal: z.boolean(),
  partitions: z.number().int(),
  replicationFactor: z.number().int(),
  minInsyncReplicas: z.number().int().nullable(),
  underReplicated: z.number().int(),
  underMinIsr: z.number().int().nullable(),
  offline: z.number().int(),
  recordsPerSecond: z.number().nullable(),
  /** Leaders' replicas together × nothing: the size of one copy, null until each leader told it. */
  sizeBytes: z.number().nullable(),
  retentionMs: z.number().nullable(),
  retentionBytes: z.number().nullable(),
  cleanupPolicy: z.string().nullable(),
  /** ISO time, or `none since watching began`, or null when not known. */
  lastWriteAt: z.union([isoTime, z.literal('none since watching began')]).nullable(),
  groups: z.number().int(),
  worstLagMessages: z.number().nullable(),
  worstGroup: z.string().nullable(),
  spark: z.array(z.number().nullable()),
})
export type TopicItem = z.infer<typeof topicItem>

export const topicPartition = z.object({
  partition: z.number().int(),
  leader: z.number().int().nullable(),
  preferred: z.boolean().nullable(),
  replicas: z.array(z.number().int()),
  isr: z.array(z.number().int()),
  offlineReplicas: z.array(z.number().int()),
  adding: z.array(z.number().int()),
  removing: z.array(z.number().int()),
  status: z.enum(['in_sync', 'under_replicated', 'under_min_isr', 'offline', 'reassigning']),
  logStartOffset: offsetText.nullable(),
  logEndOffset: offsetText.nullable(),
  records: offsetText.nullable(),
  sizeBytes: z.number().nullable(),
  recordsPerSecond: z.number().nullable(),
  /** Why the offsets are null. */
  reason: z.string().nullable(),
})
export type TopicPartition = z.infer<typeof topicPartition>

export const topicConfig = z.object({
  name: z.string(),
  value: z.string().nullable(),
  sensitive: z.boolean(),
  readOnly: z.boolean(),
  /** Kafka's source word: DYNAMIC_TOPIC_CONFIG, DEFAULT_CONFIG, … */
  source: z.string(),
  isDefault: z.boolean(),
  type: z.string(),
  /** Plain text (the broker sends HTML). */
  documentation: z.string().nullable(),
})
export type TopicConfig = z.infer<typeof topicConfig>

export const topicGroup = z.object({
  id: z.string(),
  type: z.string(),
  state: z.string(),
  members: z.number().int().nullable(),
  lagMessages: z.number().nullable(),
  lagComplete: z.boolean(),
  lagSeconds: z.number().nullable(),
})

export const topicDetail = topicItem.extend({
  partitionList: z.array(topicPartition),
  /** Null when it could not be asked within the deadline; `configsReason` says why. */
  configs: z.array(topicConfig).nullable(),
  configsReason: z.string().nullable(),
  configsObservedAt: isoTime.nullable(),
  groupList: z.array(topicGroup),
})
export type TopicDetail = z.infer<typeof topicDetail>
