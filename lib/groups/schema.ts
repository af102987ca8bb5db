import { z } from 'zod'
import { checkStatus } from '../clusters/schema.ts'
import { isoTime, offsetText } from '../http/schema.ts'

export const position = z.enum([
  'caught_up',
  'behind',
  'no_commit',
  'end_unknown',
  'purged',
  'ahead',
  'topic_missing',
])
export type Position = z.infer<typeof position>

export const groupType = z.enum(['classic', 'consumer', 'share', 'streams', 'connect', 'unknown'])
export const trend = z.enum(['growing', 'steady', 'draining', 'unknown'])
export const drain = z.enum(['draining', 'will_not_drain', 'caught_up', 'unknown'])
export const scaling = z.enum(['balanced', 'maximum_parallelism', 'idle_members'])

export const waterlineMarks = z.object({
  topic: z.string(),
  partition: z.number().int(),
  logStartOffset: offsetText.nullable(),
  committedOffset: offsetText.nullable(),
  logEndOffset: offsetText.nullable(),
  position,
  /** Share groups only: the lag as the broker computes it, which the start offset does not give. */
  lagMessages: z.number().nullable().optional(),
})
export type WaterlineMarks = z.infer<typeof waterlineMarks>

export const groupItem = z.object({
  id: z.string(),
  type: groupType,
  state: z.string(),
  status: checkStatus,
  statusReason: z.string().nullable(),
  since: isoTime.nullable(),
  coordinator: z.number().int().nullable(),
  /** Null: not described yet. */
  members: z.number().int().nullable(),
  idleMembers: z.number().int().nullable(),
  scaling: scaling.nullable(),
  topics: z.array(z.string()),
  lagMessages: z.number().nullable(),
  lagComplete: z.boolean(),
  unknownPartitions: z.number().int(),
  uncommittedPartitions: z.number().int(),
  lagSeconds: z.number().nullable(),
  lagSecondsAtLeast: z.boolean(),
  producedPerSecond: z.number().nullable(),
  consumedPerSecond: z.number().nullable(),
  trend,
  drain,
  drainSeconds: z.number().nullable(),
  /** Seconds until a commit meets the log start at present rates. */
  retentionSeconds: z.number().nullable(),
  lostMessages: z.number().nullable(),
  /** In words for the "lag in time" column: "≈ 12 min", "caught up", "idle topic", "never committed", "loses data in 2 h 10 min". */
  lagText: z.string(),
  worst: waterlineMarks.nullable(),
  spark: z.array(z.number().nullable()),
})
export type GroupItem = z.infer<typeof groupItem>

export const groupPartition = z.object({
  topic: z.string(),
  partition: z.number().int(),
  committedOffset: offsetText.nullable(),
  logStartOffset: offsetText.nullable(),
  logEndOffset: offsetText.nullable(),
  /** End minus commit, as Kafka's own tools say it; null with `reason`. */
  lagMessages: z.number().nullable(),
  /** `purged` only: what is still readable and what is gone. */
  readableMessages: z.number().nullable(),
  lostMessages: z.number().nullable(),
  /** `ahead` only. */
  aheadMessages: z.number().nullable(),
  lagSeconds: z.number().nullable(),
  position,
  /** Why something is null ("log end unknown: broker 2 does not answer"), else null. */
  reason: z.string().nullable(),
  memberId: z.string().nullable(),
  clientId: z.string().nullable(),
  host: z.string().nullable(),
})
export type GroupPartition = z.infer<typeof groupPartition>

export const groupMember = z.object({
  memberId: z.string(),
  instanceId: z.string().nullable(),
  clientId: z.string(),
  host: z.string(),
  rack: z.string().nullable(),
  epoch: z.number().int().nullable(),
  partitions: z.array(z.object({ topic: z.string(), partitions: z.array(z.number().int()) })),
  partitionCount: z.number().int().nullable(),
  idle: z.boolean().nullable(),
  /** KIP-848: current assignment differs from the target. */
  reconciling: z.boolean(),
  lagMessages: z.number().nullable(),
})
export type GroupMemberItem = z.infer<typeof groupMember>

export const groupDetail = groupItem.extend({
  assignor: z.string().nullable(),
  /** The guide's scaling row in words: "3 members on 6 partitions: 2 partitions each, balanced". */
  scalingText: z.string().nullable(),
  /** Likely cause, stating only what the numbers show; null when nothing stands out. */
  cause: z.object({ title: z.string(), evidence: z.string() }).nullable(),
  /** Lag as a share of the log, in percent. */
  logSharePercent: z.number().nullable(),
  partitions: z.array(groupPartition),
  memberList: z.array(groupMember).nullable(),
  membersReason: z.string().nullable(),
  describedAt: isoTime.nullable(),
})
export type GroupDetail = z.infer<typeof groupDetail>
