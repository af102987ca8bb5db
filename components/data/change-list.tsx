import { TimeBetween } from '@/components/ui/time-between'
import type { Event } from '@/lib/events/schema'

/** What changed, newest first, in words and with the precision there is; for under a chart. */
export const ChangeList = ({ events, most = 5 }: { events: readonly Event[]; most?: number }) =>
  events.length === 0 ? (
    <p className="mt-2 text-xs text-ink-3">Nothing changed in this time, as far as was seen.</p>
  ) : (
    <ul className="mt-2 space-y-1 text-sm text-ink-2">
      {events.slice(0, most).map((event) => (
        <li key={event.id} className="flex flex-wrap gap-x-2">
          <TimeBetween from={event.from} to={event.to} className="mono text-ink-3" />
          <span className="min-w-0">{event.text}</span>
        </li>
      ))}
    </ul>
  )
