'use client'
import { between, localAndUtc, millis } from '@/lib/format-time'
import { useClock } from './clock-provider'

/** Something seen between two polls: `02:36:00 to 02:36:15`, with the precision there is. */
export const TimeBetween = ({
  from,
  to,
  className,
}: {
  from: string | null
  to: string
  className?: string
}) => {
  const start = millis(from)
  const end = millis(to) ?? 0
  const text = useClock((now, zone) => between(start, end, now, zone))
  const tip = useClock((_, zone) => localAndUtc(end, zone))
  return (
    <time dateTime={to} data-tip={tip} className={className}>
      {text}
    </time>
  )
}
