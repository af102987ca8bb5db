import { z } from 'zod'
import { isoTime } from '../http/schema.ts'

export const eventKind = z.enum([
  'isr_shrink',
  'isr_expand',
  'leader_change',
  'controller_change',
  'broker_lost',
  'broker_back',
  'topic_created',
  'topic_deleted',
  'topic_config_changed',
  'partitions_added',
  'group_state_change',
  'group_members_changed',
  'group_appeared',
  'group_gone',
  'outage_began',
  'outage_ended',
])
export type EventKind = z.infer<typeof eventKind>

/** Seen between two polls: `from` is the poll that still showed the old state, `to` the first with the new one. */
export const event = z.object({
  id: z.string(),
  kind: eventKind,
  from: isoTime.nullable(),
  to: isoTime,
  topic: z.string().nullable(),
  partition: z.number().int().nullable(),
  group: z.string().nullable(),
  broker: z.number().int().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** "ISR of orders.created-3 shrank from 1,2,3 to 1,2" */
  text: z.string(),
})
export type Event = z.infer<typeof event>

/** What the diff of two snapshots yields, before it is stored; times in epoch milliseconds. */
export type NewEvent = {
  kind: EventKind
  from: number | null
  to: number
  topicId: string | null
  topic: string | null
  partition: number | null
  group: string | null
  broker: number | null
  before: string | null
  after: string | null
}

export const eventPage = z.object({ items: z.array(event), nextCursor: z.string().nullable() })
export type EventPage = z.infer<typeof eventPage>
