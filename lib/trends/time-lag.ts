import type { OffsetLog } from './offset-log.ts'

/** The age of the record at an offset, as far as the watched end offsets tell it. */
export type Age = {
  seconds: number
  /** The offset was written before watching began: it is at least this old. */
  atLeast: boolean
  /** How much time a record spans around that offset; null outside the window. */
  secondsPerRecord: number | null
}

/**
 * The age at `now` of the record at `offset` (the next one a consumer reads). It was written between the
 * last time the log ended at or below it and the first time the log ended above it; in between, records
 * are taken to have come evenly, so the error is at most the distance of two points. At or past
 * the last known end there is nothing to read: 0. Before the window no time is made up: the age is "at
 * least as long as we have watched" (extrapolating there gave other monitors lags of 18 hours that
 * never were). Null when nothing can be said.
 */
export const ageOf = (
  log: OffsetLog,
  partition: number,
  offset: number,
  now: number,
): Age | null => {
  const n = log.counts[partition] ?? 0
  if (n === 0) return null
  const base = partition * log.capacity
  const { offsets, times } = log
  let right = n
  while (right > 0 && (offsets[base + right - 1] ?? 0) > offset) right -= 1
  if (right === n) return { seconds: 0, atLeast: false, secondsPerRecord: null }
  if (right === 0) {
    const seconds = (now - (times[base] ?? now)) / 1000
    return seconds >= 1 ? { seconds, atLeast: true, secondsPerRecord: null } : null
  }
  const t0 = times[base + right - 1] ?? 0
  const o0 = offsets[base + right - 1] ?? 0
  const t1 = times[base + right] ?? 0
  // Above zero: the left offset is at most `offset`, the right one above it.
  const records = (offsets[base + right] ?? 0) - o0
  const written = t0 + ((t1 - t0) * Math.min(offset - o0 + 0.5, records)) / records
  return {
    seconds: Math.max(0, (now - written) / 1000),
    atLeast: false,
    secondsPerRecord: (t1 - t0) / 1000 / records,
  }
}
