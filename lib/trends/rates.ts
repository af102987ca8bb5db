import type { Trend } from './schema.ts'

/** Points a slope is taken from: five to six minutes at the usual tick. */
export const SLOPE_POINTS = 24
/** All pairs of 12 points are 66 slopes; more points are thinned to 12, evenly, keeping both ends. */
const FITTED = 12
/** So many polls in a row in one direction are a direction. */
const RUN = 5

const slopes = new Float64Array((FITTED * (FITTED - 1)) / 2)
const scratch = new Float64Array(SLOPE_POINTS)

const median = (values: Float64Array): number => {
  values.sort()
  const half = values.length >> 1
  const upper = values[half] ?? 0
  return values.length % 2 === 1 ? upper : (upper + (values[half - 1] ?? 0)) / 2
}

/**
 * Theil–Sen: the median of the slopes of all pairs (Sen 1968). A commit that comes late, a burst, one
 * odd poll do not bend it. `times` in ms, result in units per second.
 */
const slopeOf = (times: Float64Array, values: Float64Array, from: number, to: number): number => {
  const n = to - from
  const take = Math.min(n, FITTED)
  const at = (i: number) => from + Math.round((i * (n - 1)) / (take - 1))
  let k = 0
  for (let i = 0; i < take; i += 1) {
    for (let j = i + 1; j < take; j += 1) {
      const a = at(i)
      const b = at(j)
      const dt = (times[b] ?? 0) - (times[a] ?? 0)
      slopes[k] = dt > 0 ? (((values[b] ?? 0) - (values[a] ?? 0)) * 1000) / dt : 0
      k += 1
    }
  }
  return median(slopes.subarray(0, k))
}

/**
 * Whether a lag grows, drains or holds over its last minutes, and by how much a second. `times` ascend;
 * the first `n` values count. A run of polls in one direction that is much larger than their jitter
 * decides at once, so that a drain shows within a minute of its beginning; otherwise the slope of the
 * whole window does, when it moves the lag by more than the scatter around it. Fewer than four points
 * say nothing.
 */
export const trendOf = (
  times: Float64Array,
  values: Float64Array,
  n: number,
): { trend: Trend; slopePerSecond: number | null } => {
  if (n < 4) return { trend: 'unknown', slopePerSecond: null }
  const first = values[0] ?? 0
  let flat = true
  for (let i = 1; i < n && flat; i += 1) flat = values[i] === first
  if (flat) return { trend: 'steady', slopePerSecond: 0 }
  const start = runStart(values, n)
  if (n - start >= RUN) {
    const slope = slopeOf(times, values, start, n)
    return { trend: slope < 0 ? 'draining' : 'growing', slopePerSecond: slope }
  }
  const slope = slopeOf(times, values, 0, n)
  const change = Math.abs(slope) * (((times[n - 1] ?? 0) - (times[0] ?? 0)) / 1000)
  const significant = change > Math.max(4 * scatter(times, values, n, slope), 5, 0.01 * first)
  const trend = !significant ? 'steady' : slope < 0 ? 'draining' : 'growing'
  return { trend, slopePerSecond: slope }
}

/** Median distance from the fitted line. */
const scatter = (times: Float64Array, values: Float64Array, n: number, slope: number): number => {
  const rest = (i: number) =>
    (values[i] ?? 0) - (slope * ((times[i] ?? 0) - (times[0] ?? 0))) / 1000
  for (let i = 0; i < n; i += 1) scratch[i] = rest(i)
  const middle = median(scratch.subarray(0, n))
  for (let i = 0; i < n; i += 1) scratch[i] = Math.abs(rest(i) - middle)
  return median(scratch.subarray(0, n))
}

/**
 * Where the last run in one direction begins; `n` when its size is not well above its jitter (a saw
 * tooth also rises now and then).
 */
const runStart = (values: Float64Array, n: number): number => {
  const step = (i: number) => (values[i] ?? 0) - (values[i - 1] ?? 0)
  const sign = Math.sign(step(n - 1))
  if (sign === 0) return n
  let start = n - 1
  while (start > 0 && Math.sign(step(start)) === sign) start -= 1
  const steps = n - 1 - start
  if (steps < RUN - 1) return n
  for (let i = 0; i < steps - 1; i += 1)
    scratch[i] = Math.abs(step(start + i + 2) - step(start + i + 1))
  const jitter = median(scratch.subarray(0, steps - 1))
  const size = Math.abs((values[n - 1] ?? 0) - (values[start] ?? 0))
  return size > 5 * jitter && size >= 5 ? start : n
}
