import type { Event } from '@/lib/events/schema'
import { between, millis } from '@/lib/format-time'
import type { EventMark } from './event-strip'

const bad = new Set<Event['kind']>(['isr_shrink', 'broker_lost', 'outage_began', 'topic_deleted'])

/** Events as marks on a chart's time axis, each with its words and the precision there is. */
export const eventMarks = (events: readonly Event[], now: number, zone: string): EventMark[] =>
  events.flatMap((event) => {
    const at = millis(event.to)
    if (at === null) return []
    const when = between(millis(event.from), at, now, zone)
    return [{ key: event.id, at, label: `${when} ${event.text}`, bad: bad.has(event.kind) }]
  })
