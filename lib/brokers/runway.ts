import type { Series } from '../history/schema.ts'

/** A rise slower than this is noise of the file system, percent a day. */
const LEAST_RISE_A_DAY = 0.05
/** A line through less than this says nothing about tomorrow, milliseconds. */
const LEAST_SPAN_MS = 30 * 60_000
const DAY_MS = 86_400_000
/** Beyond this nobody plans, and the line would be fiction: seconds. */
const FARTHEST_SECONDS = 365 * 86_400

/**
 * Seconds until a disk is full when it goes on as over the points (percent used, least squares).
 * Null: too little is known, or it does not rise, or it would take more than a year.
 */
export function runwaySeconds(points: Series['points']): number | null {
  const known = points.flatMap(([at, value]) =>
    value === null ? [] : [[Date.parse(at), value] as const],
  )
  const [first] = known
  const last = known.at(-1)
  if (!first || !last || last[0] - first[0] < LEAST_SPAN_MS) return null
  const meanX = known.reduce((sum, [x]) => sum + x - first[0], 0) / known.length
  const meanY = known.reduce((sum, [, y]) => sum + y, 0) / known.length
  let above = 0
  let below = 0
  for (const [x, y] of known) {
    above += (x - first[0] - meanX) * (y - meanY)
    below += (x - first[0] - meanX) ** 2
  }
  const perMs = above / below
  if (!(perMs * DAY_MS >= LEAST_RISE_A_DAY)) return null
  const seconds = Math.max(0, 100 - last[1]) / perMs / 1000
  return seconds > FARTHEST_SECONDS ? null : Math.round(seconds)
}

/** By broker id, from the series `broker:<id>` of the cluster's disk history. */
export function runwaysOf(series: Series[]): Map<number, number> {
  const runways = new Map<number, number>()
  for (const { key, points } of series) {
    const id = /^broker:(\d+)$/.exec(key)?.[1]
    const seconds = id === undefined ? null : runwaySeconds(points)
    if (seconds !== null) runways.set(Number(id), seconds)
  }
  return runways
}
