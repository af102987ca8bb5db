import type { HistoryRange } from './schema.ts'

/** Values over time; NaN is unknown. `holeMs`: how long after a sample the next may come without breaking the line. */
export type Samples = { times: Float64Array; holeMs: Float64Array; values: Float64Array }

type Point = [string, number | null]

const iso = (ms: number): string => new Date(ms).toISOString()

/**
 * Width of the buckets that bring samples down to the points of a range: whole steps, or 0 when every
 * sample fits.
 */
export const bucketMs = (times: Float64Array, range: HistoryRange, stepMs: number): number => {
  let within = 0
  for (const at of times) if (at >= range.from && at <= range.to) within++
  if (within <= range.points) return 0
  return Math.ceil((range.to - range.from) / range.points / stepMs) * stepMs
}

/**
 * Samples within the range as points, the largest of each bucket. Buckets lie on whole multiples of
 * their width, so that a moving range does not redraw the past. A run of unknown samples, or a hole in
 * time, is one null point: it breaks the line.
 */
export const reduceMax = (samples: Samples, range: HistoryRange, width: number): Point[] => {
  const { times, holeMs, values } = samples
  const points: Point[] = []
  let bucket = Number.NaN
  let largest = Number.NaN
  let previous = Number.NaN
  const push = (at: number, value: number) => {
    if (!Number.isNaN(value)) points.push([iso(at), round(value)])
    else if (points.length > 0 && points.at(-1)?.[1] !== null) points.push([iso(at), null])
  }
  for (let i = 0; i < times.length; i++) {
    const at = times[i] as number
    if (at < range.from || at > range.to) continue
    const own = width === 0 ? at : Math.max(range.from, Math.floor(at / width) * width)
    const hole = at - previous > (holeMs[i] as number)
    if (own !== bucket || hole) {
      if (!Number.isNaN(bucket)) push(bucket, largest)
      if (hole) push(previous + (at - previous) / 2, Number.NaN)
      bucket = own
      largest = Number.NaN
    }
    const value = values[i] as number
    if (!(value <= largest)) largest = Number.isNaN(value) ? largest : value
    previous = at
  }
  if (!Number.isNaN(bucket)) push(bucket, largest)
  return points
}

/** Six figures are more than a chart shows, and a third of the bytes. */
const round = (value: number): number =>
  Number.isInteger(value) ? value : Number(value.toPrecision(6))
