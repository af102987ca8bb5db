import * as words from './words.ts'

/** What stands where a number is not known. Never 0, never an empty cell. */
export const UNKNOWN = words.UNKNOWN

/** Keeps a number and its unit on one line. */
const NBSP = '\u00a0'

type Maybe<T> = T | null | undefined

const known = (value: Maybe<number>): value is number =>
  typeof value === 'number' && Number.isFinite(value)

/** A formatter of known numbers, made safe for what is not one. */
const safe =
  (format: (value: number) => string) =>
  (value: Maybe<number>): string =>
    known(value) ? format(value) : UNKNOWN

const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
const twoDecimals = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** 84213 → `84,213`, exact. */
export const count = safe(words.count)

/** 84213 → `84.2k`; below 1,000 exact. For tables, where the exact value stands in the tip. */
export const compact = safe(words.compact)

/** 1288490188 → `1.2 GiB` (IEC, base 1024). */
export const bytes = safe(words.bytes)

/** Bytes per second: `3.4 MiB/s`. */
export const byteRate = safe((value) => `${words.bytes(value)}/s`)

/** Seconds as at most two units: `< 1 s`, `42 s`, `12 min 4 s`, `3 d 2 h`. */
export const duration = safe(words.duration)

/** An estimate in time: `≈ 12 min`, `≈ 2 h 10 min`. */
export const about = safe((value) => words.about(value))

/** An age in its greatest unit alone: `6 s`, `12 min`, `3 d`. */
export const age = safe((seconds) => {
  const [size, unit] = steps.find(([least]) => seconds >= least) ?? lastStep
  return `${Math.max(0, Math.floor(seconds / size))}${NBSP}${unit}`
})
const lastStep = [1, 's'] as const
const steps = [[86_400, 'd'], [3_600, 'h'], [60, 'min'], lastStep] as const

/** How long ago: `now`, `6 s ago`, `12 min ago`, `3 d ago`. */
export const ago = safe((seconds) => (seconds < 1 ? 'now' : `${age(seconds)} ago`))

/** Milliseconds of latency: `38 ms`, `1.2 s`, `0.4 ms`. */
export const milliseconds = safe((value) =>
  value >= 999.5
    ? `${oneDecimal.format(value / 1000)}${NBSP}s`
    : `${value < 10 ? oneDecimal.format(value) : words.count(value)}${NBSP}ms`,
)

/** A rate without its unit: `2,104`, `12.5`, `0.03`, `1.2M`; the unit (per second) stands in the heading. */
export const rate = safe((value) => {
  const size = Math.abs(value)
  if (size === 0) return '0'
  if (size < 0.01) return '< 0.01'
  if (size < 1) return twoDecimals.format(value)
  if (size < 100) return oneDecimal.format(value)
  return size < 100_000 ? words.count(value) : words.compact(value)
})

/** 52.04 → `52 %`; below 10 with one decimal; `< 0.1 %` instead of a rounded zero. */
export const percent = safe(words.percent)

/** An int64 offset, exact and grouped: `91,208,113`. */
export const offset = (text: Maybe<string>): string =>
  text == null ? UNKNOWN : twoDecimals.format(BigInt(text))

/** A topic's retention: `7 d`, `for ever` (−1), `500 ms`. */
export const retention = safe((ms) => {
  if (ms < 0) return 'for ever'
  return ms < 1000 ? milliseconds(ms) : words.duration(ms / 1000)
})

/** `1 partition`, `3 partitions`. */
export const plural = words.plural
