import { count, duration, offset, percent } from '../format.ts'
import type { WaterlineOptions } from './prepare-waterline.ts'
import { offsetOf, readOffset, type WaterlineInput } from './waterline-marks.ts'

const bigCount = (value: bigint): string => offset(String(value))

/** Why a position has no lag, when nothing nearer to the cause is known. */
const generalReasons: Record<string, string> = {
  no_commit: 'no committed offset',
  end_unknown: 'log end unknown',
  topic_missing: 'the topic does not exist',
}

const lossWords = (retentionSeconds: number | null | undefined): string =>
  retentionSeconds != null && retentionSeconds <= 86_400
    ? ` At present rates unread records are lost in ${duration(retentionSeconds)}.`
    : ''

const logWords = (start: bigint | null, end: bigint | null): string => {
  if (end === null) return ''
  return start === null
    ? `log end ${bigCount(end)}, log start unknown`
    : `log from ${bigCount(start)} to ${bigCount(end)}`
}

/** Lag as a share of the log, percent with one decimal; '' when the log start is not known. */
const shareWords = (lag: bigint, start: bigint | null, end: bigint): string => {
  if (start === null || end <= start) return ''
  const share = Number((lag * 1_000_000n) / (end - start)) / 10_000
  // A sliver that rounds to nothing is still a lag.
  return `, ${percent(share === 0 ? 0.01 : share)} of the log`
}

const unknownWords = (
  marks: WaterlineInput,
  start: bigint | null,
  committed: bigint | null,
  end: bigint | null,
  reason: string | null | undefined,
): string => {
  const ahead =
    committed !== null && end !== null && committed > end
      ? `committed ${bigCount(committed - end)} past the log end, the log was truncated or the topic recreated`
      : null
  const why = reason ?? ahead ?? generalReasons[marks.position] ?? 'not known'
  const parts = [
    committed === null ? '' : `committed ${bigCount(committed)}`,
    logWords(start, end),
  ].filter(Boolean)
  return `lag unknown, ${why}${parts.length > 0 ? `; ${parts.join(', ')}` : ''}.`
}

/**
 * What the drawing shows, as one or two sentences for who does not see it. Offsets are exact.
 * "orders.created-3: 84,213 behind, 0.1 % of the log; committed 91,208,113, log from 0 to 91,292,326."
 */
export const waterlineWords = (
  marks: WaterlineInput,
  options: Pick<WaterlineOptions, 'retentionSeconds' | 'reason' | 'ghostOffset'> = {},
): string => {
  const start = offsetOf(marks.logStartOffset)
  const committed = readOffset(marks)
  const end = offsetOf(marks.logEndOffset)
  const name = `${marks.topic}-${marks.partition}`
  const known = ['caught_up', 'behind', 'purged'].includes(marks.position)
  if (!known || end === null || committed === null || committed > end) {
    return `${name}: ${unknownWords(marks, start, committed, end, options.reason)}`
  }
  const lag = end - committed
  const after =
    options.ghostOffset == null ? '' : ` After the reset: ${offset(options.ghostOffset)}.`
  if (start !== null && committed < start) {
    const lost = `${bigCount(end - start)} readable, ${bigCount(start - committed)} lost`
    return `${name}: ${lost}; committed ${bigCount(committed)}, ${logWords(start, end)}.${after}`
  }
  if (lag === 0n) return `${name}: caught up; ${logWords(start, end)}.${after}`
  const behind = `${bigCount(lag)} behind${shareWords(lag, start, end)}`
  const where = `committed ${bigCount(committed)}, ${logWords(start, end)}.`
  return `${name}: ${behind}; ${where}${lossWords(options.retentionSeconds)}${after}`
}

/** "at least 104,636" while partitions are missing from the sum, else the sum; `—` when none is known. */
export const lagSumWords = (lagMessages: number | null, lagComplete: boolean): string =>
  lagMessages === null || lagComplete ? count(lagMessages) : `at least ${count(lagMessages)}`
