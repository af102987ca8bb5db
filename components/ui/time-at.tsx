'use client'
import { UNKNOWN } from '@/lib/format'
import { clock, localAndUtc, millis } from '@/lib/format-time'
import { useClock } from './clock-provider'

/** A moment: `03:06` today, `Tue 22:14`, `12 Nov 22:14`; the tip has it in local and UTC. */
export const TimeAt = ({
  at,
  seconds,
  className,
}: {
  at: string | null | undefined
  seconds?: boolean
  className?: string
}) => {
  const time = millis(at)
  const text = useClock((now, zone) => (time === null ? UNKNOWN : clock(time, now, zone, seconds)))
  const tip = useClock((_, zone) => (time === null ? '' : localAndUtc(time, zone)))
  if (time === null) return <span className={className}>{UNKNOWN}</span>
  return (
    <time dateTime={at ?? undefined} data-tip={tip} className={className}>
      {text}
    </time>
  )
}
