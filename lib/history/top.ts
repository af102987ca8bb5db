import type { Trends } from '../trends/schema.ts'
import { gaugeIndex, gauges, type Sample, seriesId } from './series.ts'
import type { Layout } from './vector.ts'

/** The largest by series key, worst first: so that a chart of a cluster reads eight series, not thousands. */
export type Top = { lag: [number, number][]; records: [number, number][] }

/** A chart shows eight; the rest are candidates for when the ranking changes within its range. */
const KEPT = 16

const largest = (pairs: Iterable<[number, number]>): [number, number][] =>
  [...pairs].sort((a, b) => b[1] - a[1]).slice(0, KEPT)

/** The groups with most lag and the topics with most records a second at one poll. */
export const topOf = (layout: Layout, samples: readonly Sample[], trends: Trends): Top => {
  const lagAt = gaugeIndex(gauges.group, 'lagMessages')
  const lag: [number, number][] = []
  const records: [number, number][] = []
  for (const sample of samples) {
    if (sample.kind !== 'group' && sample.kind !== 'topic') continue
    const key = layout.series.get(seriesId(sample.kind, sample.subject, ''))?.key
    const value =
      sample.kind === 'group'
        ? (sample.values?.[lagAt] ?? null)
        : (trends.topics[sample.subject]?.recordsPerSecond ?? null)
    if (key === undefined || !value) continue
    ;(sample.kind === 'group' ? lag : records).push([key, value])
  }
  return { lag: largest(lag), records: largest(records) }
}

/** Over several polls each series counts with its largest value. */
export const mergeTops = (tops: readonly Top[]): Top => {
  const merge = (of: (top: Top) => [number, number][]) => {
    const best = new Map<number, number>()
    for (const top of tops) {
      for (const [key, value] of of(top)) best.set(key, Math.max(value, best.get(key) ?? 0))
    }
    return largest(best)
  }
  return { lag: merge((top) => top.lag), records: merge((top) => top.records) }
}
