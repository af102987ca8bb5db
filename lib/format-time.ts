import { UNKNOWN } from './format.ts'

type Parts = Record<'year' | 'month' | 'day' | 'weekday' | 'hour' | 'minute' | 'second', string>

const formats = new Map<string, Intl.DateTimeFormat>()

const format = (zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${zone}|${JSON.stringify(options)}`
  let found = formats.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone, hourCycle: 'h23' })
    formats.set(key, found)
  }
  return found
}

const parts = (at: number, zone: string): Parts => {
  const wanted = format(zone, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const found: Partial<Parts> = {}
  for (const part of wanted.formatToParts(at)) found[part.type as keyof Parts] = part.value
  return found as Parts
}

/**
 * A moment as somebody says it: `03:06` today, `Tue 22:14` within six days, `12 Nov 22:14`,
 * `12 Nov 2025 22:14`. Epoch milliseconds; `zone` is an IANA name.
 */
export const clock = (at: number, now: number, zone: string, seconds = false): string => {
  const p = parts(at, zone)
  const today = parts(now, zone)
  const time = `${p.hour}:${p.minute}${seconds ? `:${p.second}` : ''}`
  if (p.day === today.day && p.month === today.month && p.year === today.year) return time
  if (now - at < 6 * 86_400_000 && at <= now) return `${p.weekday} ${time}`
  const date = `${p.day} ${p.month}`
  return p.year === today.year ? `${date} ${time}` : `${date} ${p.year} ${time}`
}

/** `2026-11-24 03:06:12` in the zone: sorts, pastes and reads the same everywhere. */
export const absolute = (at: number, zone: string): string => {
  const p = format(zone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at)
  const get = (type: string) => p.find((x) => x.type === type)?.value ?? ''
  return `${get('year')}-${get('month')}-${get('day')} ${get('hour')}:${get('minute')}:${get('second')}`
}

/** The zone's offset at that moment: `UTC`, `UTC+1`, `UTC+5:30`. */
export const zoneName = (at: number, zone: string): string => {
  const found = format(zone, { timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')
  return (found?.value ?? 'UTC').replace('GMT', 'UTC').replace(/\+0$/, '')
}

/** Local and UTC for a tip: `2026-11-24 03:06:12 UTC+1 · 2026-11-24 02:06:12 UTC`. */
export const localAndUtc = (at: number, zone: string): string => {
  const utc = `${absolute(at, 'UTC')} UTC`
  const name = zoneName(at, zone)
  return name === 'UTC' ? utc : `${absolute(at, zone)} ${name} · ${utc}`
}

/** What was seen between two polls: `02:36 to 02:37`, or one time when both read the same. */
export const between = (from: number | null, to: number, now: number, zone: string): string => {
  const end = clock(to, now, zone, true)
  if (from === null) return end
  const begin = clock(from, now, zone, true)
  return begin === end ? end : `${begin} to ${end}`
}

/** ISO text → epoch milliseconds, null stays null. */
export const millis = (iso: string | null | undefined): number | null => {
  const at = iso ? Date.parse(iso) : Number.NaN
  return Number.isNaN(at) ? null : at
}

/** ISO text as `clock` says it, `—` when not known. */
export const clockOf = (iso: string | null | undefined, now: number, zone: string): string => {
  const at = millis(iso)
  return at === null ? UNKNOWN : clock(at, now, zone)
}
