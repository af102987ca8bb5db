'use client'
import Link from 'next/link'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TimeBetween } from '@/components/ui/time-between'
import { type EventLine, joinEvents } from '@/lib/events/join-events'
import type { Event } from '@/lib/events/schema'
import { paths } from '@/lib/paths'

/** What changed, newest first, each with the two polls it was seen between. */
export const EventList = ({ clusterId, events }: { clusterId: string; events: Event[] }) => {
  const [all, setAll] = useState(false)
  const lines = joinEvents(events)
  const shown = all ? lines : lines.slice(0, FIRST)
  return (
    <>
      <ul className="-my-1">
        {shown.map((line) => (
          <li key={line.key} className="flex flex-wrap items-baseline gap-x-2 py-1 text-ink-2">
            <TimeBetween from={line.from} to={line.to} className="mono shrink-0 text-ink-3" />
            <EventWords clusterId={clusterId} line={line} />
          </li>
        ))}
      </ul>
      {lines.length > shown.length ? (
        <Button kind="quiet" className="mt-1.5 -ml-2" onClick={() => setAll(true)}>
          {lines.length - shown.length} more
        </Button>
      ) : null}
    </>
  )
}
/** Lines before the rest is asked for. */
const FIRST = 12
/** Events of one joined line that are named. */
const NAMED = 50

const EventWords = ({ clusterId, line }: { clusterId: string; line: EventLine }) => {
  const [event] = line.events
  if (line.events.length > 1) {
    return (
      <details className="min-w-0">
        <summary>{line.text}</summary>
        <ul className="mt-0.5 pl-4 text-sm text-ink-3">
          {line.events.slice(0, NAMED).map((one) => (
            <li key={one.id}>{one.text}</li>
          ))}
          {line.events.length > NAMED ? <li>{line.events.length - NAMED} more</li> : null}
        </ul>
      </details>
    )
  }
  const href = event ? eventHref(clusterId, event) : null
  if (!href) return <span className="min-w-0">{line.text}</span>
  return (
    <Link href={href} className="quiet-link min-w-0">
      {line.text}
    </Link>
  )
}

const eventHref = (clusterId: string, event: Event): string | null => {
  if (event.kind === 'topic_deleted' || event.kind === 'group_gone') return null
  if (event.group !== null) return paths.group(clusterId, event.group)
  if (event.topic !== null) return paths.topic(clusterId, event.topic)
  return event.broker === null ? null : paths.broker(clusterId, event.broker)
}
