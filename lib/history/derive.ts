import type { Column } from './chunk.ts'
import { columnsPerPartition } from './series.ts'
import type { Block } from './window.ts'

/** A hole in time longer than this many ticks is no step of a rate, and breaks a line. */
export const HOLE_TICKS = 2.5

type Times = Pick<Block, 'times' | 'tickMs'>

/** True when poll `i` follows the one before it without a hole. */
export const follows = ({ times, tickMs }: Times, i: number): boolean =>
  i > 0 && (times[i] as number) - (times[i - 1] as number) <= (tickMs[i] as number) * HOLE_TICKS

/**
 * Lag of one group in one topic at each poll: the sum over partitions with a commit; NaN when there is
 * none, or when the end of one is not known (a sum without it would look like a lag that went away).
 * A commit ahead of the end has no lag and does not count. `unknown` counts both kinds.
 */
export const lagOf = (
  length: number,
  commits: readonly Column[],
  topic: readonly Column[],
): { lag: Float64Array; unknown: Float64Array } => {
  const lag = new Float64Array(length).fill(Number.NaN)
  const unknown = new Float64Array(length).fill(Number.NaN)
  const silent = new Uint8Array(length)
  commits.forEach((commit, partition) => {
    const end = topic[partition * columnsPerPartition.topic]
    const shift = end ? Number(end.base - commit.base) : Number.NaN
    for (let i = 0; i < length; i++) {
      const committed = commit.values[i] as number
      if (Number.isNaN(committed)) continue
      const behind = shift + (end?.values[i] ?? Number.NaN) - committed
      const known = behind >= 0
      if (Number.isNaN(behind)) silent[i] = 1
      unknown[i] = (unknown[i] || 0) + (known ? 0 : 1)
      if (known) lag[i] = (lag[i] || 0) + behind
    }
  })
  return { lag: lag.map((sum, i) => (silent[i] ? Number.NaN : sum)), unknown }
}

/**
 * How much columns grew since the poll before, summed over those known at both; NaN when none was or
 * when there is a hole between. A column that fell (a reset commit, a truncated log) grew by nothing.
 */
export const growthOf = (times: Times, columns: readonly Column[]): Float64Array => {
  const length = times.times.length
  const growth = new Float64Array(length).fill(Number.NaN)
  for (let i = 1; i < length; i++) {
    if (!follows(times, i)) continue
    for (const { values } of columns) {
      const step = (values[i] as number) - (values[i - 1] as number)
      if (!Number.isNaN(step)) growth[i] = (growth[i] || 0) + Math.max(0, step)
    }
  }
  return growth
}

/** Growth since the poll before, per second. */
export const perSecond = ({ times }: Times, growth: Float64Array): Float64Array =>
  growth.map((step, i) => (step * 1000) / ((times[i] as number) - (times[i - 1] as number)))

/** The end offsets among a topic's columns. */
export const endsOf = (topic: readonly Column[]): Column[] =>
  topic.filter((_, c) => c % columnsPerPartition.topic === 0)

/** Adds series value by value; NaN counts as nothing unless all are NaN. */
export const sumOf = (length: number, parts: readonly Float64Array[]): Float64Array => {
  const sum = new Float64Array(length).fill(Number.NaN)
  for (const part of parts) {
    for (let i = 0; i < length; i++) {
      const value = part[i] as number
      if (!Number.isNaN(value)) sum[i] = (sum[i] || 0) + value
    }
  }
  return sum
}

/** A gauge column as it was measured: unscaled, NaN where unknown. */
export const gaugeValues = (column: Column | undefined, scale: number, length: number) => {
  if (!column) return new Float64Array(length).fill(Number.NaN)
  const base = Number(column.base)
  return column.values.map((value) => (value + base) / scale)
}

/**
 * A sum told apart: where all of it was known, and where it is only a lower bound because `missing`
 * parts were not. NaN or absent `missing` counts as none.
 */
export const splitSum = (
  sum: Float64Array | undefined,
  missing: (i: number) => number,
): { whole: Float64Array | undefined; atLeast: Float64Array | undefined } => ({
  whole: sum?.map((value, i) => (missing(i) > 0 ? Number.NaN : value)),
  atLeast: sum?.map((value, i) => (missing(i) > 0 ? value : Number.NaN)),
})
