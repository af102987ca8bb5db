/**
 * Numbers as words, the same on a page, in a headline, in an event and in an alert. Pure and small:
 * the browser loads it. A unit is joined to its number by a no-break space.
 */

/** Drawn wherever a value is not known. */
export const UNKNOWN = '—'
const NBSP = '\u00a0'

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** A whole number with thousands separators: `104,636`. Null is `—`. */
export const count = (n: number | null): string => (n === null ? UNKNOWN : grouped.format(n))

/** Three figures and a suffix: `999`, `84.2k`, `1.2M`, `6B`. Null is `—`. */
export const compact = (n: number | null): string => {
  if (n === null || Number.isNaN(n)) return UNKNOWN
  const size = Math.abs(n)
  if (size < 1000) return String(Math.round(n * 10) / 10).replace(/\.0$/, '')
  for (const [unit, suffix] of SUFFIXES) {
    // 999,950 would round to 1000.0k, so the next unit takes over a little early.
    if (size >= unit * 0.99995) return `${trim(n / unit)}${suffix}`
  }
  return trim(n)
}

const SUFFIXES: [number, string][] = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
]
const trim = (n: number): string => n.toFixed(1).replace(/\.0$/, '')

const UNITS: [number, string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
]

/** Seconds as at most two neighbouring units: `< 1 s`, `40 s`, `12 min 4 s`, `3 d 2 h`. Null is `—`. */
export const duration = (seconds: number | null): string => {
  if (seconds === null || Number.isNaN(seconds)) return UNKNOWN
  if (seconds < 1) return seconds <= 0 ? `0${NBSP}s` : `<${NBSP}1${NBSP}s`
  const whole = Math.round(seconds)
  const at = UNITS.findIndex(([unit]) => whole >= unit)
  const [unit, name] = UNITS[at] ?? [1, 's']
  const rest = UNITS[at + 1]
  const main = `${Math.floor(whole / unit)}${NBSP}${name}`
  if (!rest) return main
  const second = Math.floor((whole % unit) / rest[0])
  return second === 0 ? main : `${main}${NBSP}${second}${NBSP}${rest[1]}`
}

/** An estimate, with no more figures than it deserves: `12 min`, `2 h 10 min`, `40 s`. */
export const roughDuration = (seconds: number | null): string => {
  if (seconds === null || Number.isNaN(seconds)) return UNKNOWN
  const unit = UNITS.find(([size]) => seconds >= size)?.[0] ?? 1
  // Ten or more of a unit: the smaller unit would claim a precision an estimate does not have.
  return duration(seconds / unit >= 10 ? Math.round(seconds / unit) * unit : seconds)
}

/** `≈ 12 min`; `≥ 12 min` when it is a lower bound; `< 1 s` bare, since it is a bound already. */
export const about = (seconds: number | null, atLeast = false): string => {
  if (seconds === null) return UNKNOWN
  if (seconds < 1 && !atLeast) return duration(Math.max(seconds, 0.5))
  return `${atLeast ? '≥' : '≈'}${NBSP}${roughDuration(seconds)}`
}

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

/** Bytes in IEC units: `512 B`, `1.5 MiB`, `10 GiB`. Null is `—`. */
export const bytes = (n: number | null): string => {
  if (n === null || Number.isNaN(n)) return UNKNOWN
  let value = n
  let unit = 0
  while (Math.abs(value) >= 1024 && unit < BYTE_UNITS.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${unit === 0 ? Math.round(value) : trim(value)}${NBSP}${BYTE_UNITS[unit]}`
}

/** `61 %`, `0.1 %`; small shares keep one decimal, and what is above zero never reads 0. */
export const percent = (n: number | null): string => {
  if (n === null || Number.isNaN(n)) return UNKNOWN
  if (n > 0 && n < 0.1) return `<${NBSP}0.1${NBSP}%`
  return `${n < 10 ? trim(n) : Math.round(n)}${NBSP}%`
}

/** Messages per second, said per minute when slow: `1.2k/s`, `20/min`. Null is `—`. */
export const rate = (perSecond: number | null): string => {
  if (perSecond === null || Number.isNaN(perSecond)) return UNKNOWN
  if (perSecond === 0 || Math.abs(perSecond) >= 1) return `${compact(round(perSecond))}/s`
  return `${compact(round(perSecond * 60))}/min`
}
const round = (n: number): number => (Math.abs(n) >= 10 ? Math.round(n) : Math.round(n * 10) / 10)

/** `1 partition`, `3 partitions`, `2 brokers`. */
export const plural = (n: number, noun: string, many = `${noun}s`): string =>
  `${count(n)} ${n === 1 ? noun : many}`

/** `a`, `a and b`, `a, b and c`, `a, b and 7 more` (at most `shown` names). */
export const listed = (names: readonly string[], shown = 3): string => {
  const head = names.slice(0, shown)
  const more = names.length - head.length
  const parts = more > 0 ? [...head, `${count(more)} more`] : head
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`
}
