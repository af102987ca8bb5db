'use client'
import { age, ago, UNKNOWN } from '@/lib/format'
import { localAndUtc, millis } from '@/lib/format-time'
import { useClock } from './clock-provider'

/** `6 s ago` (or `6 s old`, or `6 s`), kept up to date; the tip has the time in local and UTC. */
export const Ago = ({
  at,
  form = 'ago',
  className,
}: {
  at: string | null | undefined
  form?: 'ago' | 'old' | 'bare'
  className?: string
}) => {
  const time = millis(at)
  const text = useClock((now) => {
    if (time === null) return UNKNOWN
    const seconds = Math.max(0, Math.floor((now - time) / 1000))
    if (form === 'ago') return ago(seconds)
    return form === 'old' ? `${age(seconds)} old` : age(seconds)
  })
  const tip = useClock((_, zone) => (time === null ? '' : localAndUtc(time, zone)))
  if (time === null) return <span className={className}>{UNKNOWN}</span>
  return (
    <time dateTime={at ?? undefined} data-tip={tip} className={className}>
      {text}
    </time>
  )
}
