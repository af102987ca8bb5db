/** A range as it stands in the URL and in a request: ISO 8601, `now`, or `now-1h` (s, m, h, d). */
export type TimeRange = { from: string; to: string }

export const defaultRange: TimeRange = { from: 'now-1h', to: 'now' }

/** The usual ranges, by the shorthand that people type. */
export const rangePresets = ['15m', '1h', '6h', '24h', '7d', '30d'] as const

const unitMs: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const RELATIVE = /^now(?:-(\d{1,6})([smhd]))?$/
const SHORT = /^(\d{1,6})\s*(s|m|min|h|d)$/i
/** Raw history is never longer: 90 days of rollups. */
const LONGEST_MS = 90 * 86_400_000

/** One end of a range in epoch milliseconds; null when it is no time. */
const resolveEnd = (text: string, now: number): number | null => {
  const relative = RELATIVE.exec(text)
  if (relative) return now - Number(relative[1] ?? 0) * (unitMs[relative[2] ?? 's'] ?? 0)
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}

/** Both ends in epoch milliseconds; what cannot be read falls back to the last hour. */
export const resolveRange = (range: TimeRange, now: number): { from: number; to: number } => {
  const to = resolveEnd(range.to, now)
  const from = resolveEnd(range.from, now)
  if (from === null || to === null || from >= to) return { from: now - 3_600_000, to: now }
  return { from, to }
}

const END = /^(?:now(?:-\d{1,6}[smhd])?|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))$/

/** The range when a request may carry it, else the last hour: a bad link shows something true. */
export const readableRange = (range: TimeRange, now: number): TimeRange => {
  if (!END.test(range.from) || !END.test(range.to)) return defaultRange
  const from = resolveEnd(range.from, now)
  const to = resolveEnd(range.to, now)
  return from !== null && to !== null && from < to ? range : defaultRange
}

/** True when the range ends now and moves on with every refresh. */
export const isSliding = (range: TimeRange): boolean => range.to === 'now'

/** The preset a range is, or null: `{ now-6h, now }` is `6h`. */
export const presetOf = (range: TimeRange): string | null => {
  const short = /^now-(\d{1,6}[smhd])$/.exec(range.from)?.[1]
  return range.to === 'now' && short ? short : null
}

/** The range with both ends fixed, so that a shared link shows the same data. */
export const frozen = (range: TimeRange, now: number): TimeRange => {
  const { from, to } = resolveRange(range, now)
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}

/**
 * What somebody typed: `90m`, `3d`, `since 02:40`, `02:10 to 03:10`, `2026-11-24 02:10 to 03:10`.
 * Clock times are of `today`'s day (a local `YYYY-MM-DD`) and go through `parseLocal`, which reads
 * `YYYY-MM-DD HH:MM` in the browser's zone. Null when it is none of these or longer than 90 days.
 */
export const typedRange = (
  text: string,
  now: number,
  today: string,
  parseLocal: (text: string) => number,
): TimeRange | null => {
  const short = SHORT.exec(text.trim())
  if (short) {
    const unit = (short[2] ?? 'm').toLowerCase().charAt(0)
    const length = Number(short[1]) * (unitMs[unit] ?? 0)
    return length > 0 && length <= LONGEST_MS ? { from: `now-${short[1]}${unit}`, to: 'now' } : null
  }
  const since = /^since\s+(.+)$/i.exec(text.trim())
  const [first, second] = since
    ? [since[1], undefined]
    : text.split(/\s+(?:to|until|–|-)\s+/i).map((part) => part.trim())
  if (!first || (!since && !second)) return null
  const from = localTime(first, today, parseLocal)
  if (from === null) return null
  const day = /^\d{4}-\d\d-\d\d/.exec(first)?.[0] ?? today
  const to = second ? localTime(second, day, parseLocal) : now
  if (to === null || to <= from || to - from > LONGEST_MS) return null
  return {
    from: new Date(from).toISOString(),
    to: second ? new Date(to).toISOString() : 'now',
  }
}

const localTime = (
  text: string,
  day: string,
  parseLocal: (text: string) => number,
): number | null => {
  const whole = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)$/.exec(text)
  const alone = /^\d{1,2}:\d\d(?::\d\d)?$/.test(text)
  const at = whole
    ? parseLocal(`${whole[1]}T${whole[2]}`)
    : alone
      ? parseLocal(`${day}T${text.padStart(5, '0')}`)
      : Number.NaN
  return Number.isNaN(at) ? null : at
}
