import { offsetOf, readOffset, type WaterlineInput } from './waterline-marks.ts'
import { waterlineWords } from './waterline-words.ts'

export type { WaterlineInput } from './waterline-marks.ts'

/** Unread records that retention deletes within this many seconds turn the span to warning. */
export const NEAR_LOG_START_SECONDS = 86_400

/**
 * A place on the track. `linear`: the right two thirds, 0 = twice the worst lag behind, 1 = log end.
 * `rest`: the left third, 0 = log start, 1 = the break.
 */
export type Place = { part: 'linear' | 'rest'; at: number }

export type WaterlineOptions = {
  /** The worst lag that shares this scale, in records (see `sharedScale`). */
  worstLag: number
  /** Set when all logs of the scale are shorter than its linear part: then that takes all the width. */
  longestLog?: number | null
  /** Seconds until a commit meets the log start at the present rates; null: not foreseeable. */
  retentionSeconds?: number | null
  /** A second mark: the committed offset after a reset. */
  ghostOffset?: string | null
  /** Why something is unknown, in words; stands instead of the general reason. */
  reason?: string | null
}

export type WaterlineModel =
  | { kind: 'unknown'; words: string }
  | {
      kind: 'log'
      words: string
      tone: 'lag' | 'warning' | 'critical'
      /** Left end of the track; null: the log start is not known, the left edge stays open. */
      logStart: Place | null
      /** False when the whole log fits in the linear part: then there is nothing to compress. */
      broken: boolean
      /** True when no log of the scale is broken: the linear part is then the whole width. */
      whole: boolean
      /** Where the unread span begins; null when caught up. Past the log start it begins there. */
      unreadFrom: Place | null
      /** The committed offset; null when it coincides with the log end. */
      mark: Place | null
      /** Purged only: from the commit to the log start lie records nobody can read any more. */
      lostFrom: Place | null
      ghost: Place | null
    }

const max = (a: bigint, b: bigint) => (a > b ? a : b)

/** n ÷ d as 0..1, exact to a millionth whatever the size of the offsets. */
const fraction = (n: bigint, d: bigint): number => {
  if (d <= 0n || n >= d) return 1
  return n <= 0n ? 0 : Number((n * 1_000_000n) / d) / 1_000_000
}

/** Records between there and the log end; null when either is unknown. */
const behindOf = (marks: WaterlineInput): bigint | null => {
  const end = offsetOf(marks.logEndOffset)
  const read = readOffset(marks)
  return end === null || read === null ? null : end - read
}

/** The lag that sets the shared scale of several tracks: the worst known one, at least one record. */
export const worstLagOf = (rows: readonly WaterlineInput[]): number =>
  Number(rows.reduce((worst, row) => max(worst, behindOf(row) ?? 0n), 1n))

/** Records from the log end back to the log start or the commit, whichever is further; null: unknown. */
const extentOf = (marks: WaterlineInput): bigint | null => {
  const start = offsetOf(marks.logStartOffset)
  const end = offsetOf(marks.logEndOffset)
  const read = readOffset(marks)
  if (start === null || end === null) return null
  return end - (read !== null && read < start ? read : start)
}

/** The scale of several tracks; `longestLog` is null when a log is longer than the linear part. */
export type WaterlineScale = { worstLag: number; longestLog: number | null }

/**
 * One scale for the partitions of a topic: twice their worst lag; or their longest log, when all of
 * them are shorter than that and nothing is left to compress.
 */
export const sharedScale = (rows: readonly WaterlineInput[]): WaterlineScale => {
  const worstLag = worstLagOf(rows)
  const drawn = rows.filter((row) => behindOf(row) !== null)
  const extents = drawn.map(extentOf)
  const longest = extents.reduce<bigint>((most, extent) => max(most, extent ?? 0n), 1n)
  const known = drawn.length > 0 && extents.every((extent) => extent !== null)
  return {
    worstLag,
    longestLog: known && longest <= 2n * BigInt(worstLag) ? Number(longest) : null,
  }
}

/** The guide's critical lag: the scale of a list, where each track is of another topic. */
const LIST_WORST_LAG = 100_000

/**
 * The scale of one track in a list: one for all rows, so that they compare. A log shorter than its
 * linear part has its own, for it would be a stub; and so has a commit before the log start, for
 * what is lost would not be seen.
 */
export const listScale = (marks: WaterlineInput): WaterlineScale => {
  const extent = extentOf(marks)
  const own =
    extent !== null && (marks.position === 'purged' || extent <= 2n * BigInt(LIST_WORST_LAG))
  return {
    worstLag: LIST_WORST_LAG,
    longestLog: own ? Math.max(1, Number(extent)) : null,
  }
}

/**
 * Turns a partition's marks into places on a track with two scales (records → 0..1 of each part).
 * Positions without a lag (`no_commit`, `end_unknown`, `ahead`, `topic_missing`) and marks that
 * contradict their position are `unknown`: hatched, never an empty, healthy-looking track.
 */
export const prepareWaterline = (
  marks: WaterlineInput,
  options: WaterlineOptions,
): WaterlineModel => {
  const words = waterlineWords(marks, options)
  const end = offsetOf(marks.logEndOffset)
  const committed = readOffset(marks)
  const start = offsetOf(marks.logStartOffset)
  const drawable = ['caught_up', 'behind', 'purged'].includes(marks.position)
  if (!drawable || end === null || committed === null || committed > end) {
    return { kind: 'unknown', words }
  }
  const whole = options.longestLog != null
  const span = max(BigInt(Math.ceil(options.longestLog ?? 2 * options.worstLag)), 1n)
  const broken = start === null || end - start > span
  const place = (at: bigint): Place => {
    if (end - at <= span) return { part: 'linear', at: 1 - fraction(end - at, span) }
    if (start === null) return { part: 'rest', at: 0.5 }
    return { part: 'rest', at: fraction(at - start, end - start - span) }
  }
  const lag = end - committed
  const purged = start !== null && committed < start
  const near =
    options.retentionSeconds != null && options.retentionSeconds <= NEAR_LOG_START_SECONDS
  const mark = lag === 0n ? null : place(committed)
  const ghost = offsetOf(options.ghostOffset)
  return {
    kind: 'log',
    words,
    tone: purged ? 'critical' : near && lag > 0n ? 'warning' : 'lag',
    logStart: start === null ? null : place(start),
    broken,
    whole: whole && !broken,
    unreadFrom: purged ? place(start) : mark,
    mark,
    lostFrom: purged ? mark : null,
    ghost: ghost === null || ghost > end ? null : place(ghost),
  }
}
