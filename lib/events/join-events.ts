import { count } from '../format.ts'
import type { Event, EventKind } from './schema.ts'

export type EventLine = {
  key: string
  from: string | null
  to: string
  text: string
  events: Event[]
}

/** What many partitions did at once, as one sentence. */
const together: Partial<Record<EventKind, (n: number) => string>> = {
  isr_shrink: (n) => `ISR shrank on ${count(n)} partitions`,
  isr_expand: (n) => `ISR grew again on ${count(n)} partitions`,
  leader_change: (n) => `leader moved on ${count(n)} partitions`,
  topic_created: (n) => `${count(n)} topics were created`,
  topic_deleted: (n) => `${count(n)} topics were deleted`,
  group_appeared: (n) => `${count(n)} groups appeared`,
  group_gone: (n) => `${count(n)} groups are gone`,
}
const LEAST = 3

/**
 * Events (newest first) as lines: what at least three partitions, topics or groups did between the
 * same two polls becomes one line that keeps its events.
 */
export const joinEvents = (events: Event[]): EventLine[] => {
  const lines = new Map<string, Event[]>()
  for (const event of events) {
    const key = together[event.kind] ? `${event.kind}|${event.to}` : event.id
    lines.set(key, [...(lines.get(key) ?? []), event])
  }
  return [...lines.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const say = together[first.kind]
    if (say && group.length >= LEAST) {
      const { from, to } = first
      return [{ key: `${first.kind}|${to}`, from, to, text: say(group.length), events: group }]
    }
    return group.map((event) => ({ ...line(event), events: [event] }))
  })
}

const line = ({ id, from, to, text }: Event) => ({ key: id, from, to, text })

/** The same as events again, one a line, for the marks of a chart: a joined line takes its sentence. */
export const joinedEvents = (events: Event[]): Event[] =>
  joinEvents(events).flatMap(({ text, events: [first] }) => (first ? [{ ...first, text }] : []))
