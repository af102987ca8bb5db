import { compact, milliseconds, percent, rate } from '../format.ts'
import type { HistoryAnswer, Series } from '../history/schema.ts'
import { axisTicks, timeTicks } from './axis.ts'

/** A horizontal line that the values are judged by. */
export type ChartThreshold = { value: number; label: string; tone: 'warning' | 'critical' }
/** A stretch of time that is shaded (a firing alert) or left open (no data). */
export type ChartSpan = { from: number; to: number; label: string }
/** `field` is its name in the rows; three colours times three dashes tell nine lines apart. */
export type ChartSeries = {
  field: string
  label: string
  tone: 'series-1' | 'series-2' | 'series-3' | 'ink-3'
  dash: string | undefined
}
export type ChartRow = { at: number } & Record<string, number | null>

/** All a chart draws, decided beforehand: the drawing component only draws. */
export type ChartModel = {
  rows: ChartRow[]
  series: ChartSeries[]
  unit: Series['unit']
  from: number
  to: number
  /** The value axis from 0, its last tick is the top. */
  ticks: number[]
  timeTicks: number[]
  thresholds: ChartThreshold[]
  /** Thresholds that would squash the data: said in words instead of drawn. */
  offScale: ChartThreshold[]
  spans: ChartSpan[]
  gaps: ChartSpan[]
  /** Each series in words, for who cannot see the lines. */
  words: string[]
}

const tones = ['series-1', 'series-2', 'series-3'] as const
const dashes = [undefined, '6 3', '2 3'] as const
/** A threshold above this many times the greatest value is not drawn. */
const REACH = 2.5

/** A value of a series with its unit, short. */
export const withUnit = (value: number | null, unit: Series['unit']): string => {
  if (unit === 'percent') return percent(value)
  if (unit === 'ms') return milliseconds(value)
  return unit === 'records_per_second' ? rate(value) : compact(value)
}

/**
 * A history answer as a chart over `from`–`to` (epoch milliseconds). Null points and gaps break the
 * line; a series named `others` is grey and comes last; `labels` renames keys.
 */
export const prepareSeries = (
  answer: HistoryAnswer,
  options: {
    from: number
    to: number
    thresholds?: ChartThreshold[]
    spans?: ChartSpan[]
    labels?: Record<string, string>
  },
): ChartModel => {
  const ordered = [...answer.series].sort(
    (a, b) => Number(a.key === 'others') - Number(b.key === 'others'),
  )
  const series = ordered.map((one, index): ChartSeries => {
    const quiet = one.key === 'others'
    return {
      field: `s${index}`,
      label: options.labels?.[one.key] ?? one.key,
      tone: quiet ? 'ink-3' : (tones[index % 3] ?? 'series-1'),
      dash: quiet ? undefined : dashes[Math.floor(index / 3) % 3],
    }
  })
  const gaps = answer.gaps.map((gap) => ({
    from: Math.max(options.from, Date.parse(gap.from)),
    to: Math.min(options.to, Date.parse(gap.to)),
    label: gap.reason,
  }))
  const rows = rowsOf(ordered, gaps)
  const highest = Math.max(0, ...ordered.flatMap((one) => one.points.map((point) => point[1] ?? 0)))
  const unit = ordered[0]?.unit ?? 'count'
  const all = options.thresholds ?? []
  const reachable = (threshold: ChartThreshold) =>
    unit === 'percent' || threshold.value <= Math.max(highest * REACH, 1)
  const thresholds = all.filter(reachable)
  const top = Math.max(highest, ...thresholds.map((threshold) => threshold.value))
  return {
    rows,
    series,
    unit,
    from: options.from,
    to: options.to,
    ticks: unit === 'percent' ? [0, 25, 50, 75, 100] : axisTicks(top),
    timeTicks: timeTicks(options.from, options.to),
    thresholds,
    offScale: all.filter((threshold) => !reachable(threshold)),
    spans: (options.spans ?? []).filter((span) => span.to > options.from && span.from < options.to),
    gaps: gaps.filter((gap) => gap.to > gap.from),
    words: ordered.map((one, index) => seriesWords(one, series[index]?.label ?? one.key)),
  }
}

/** One row a time with every series' value; a gap adds an empty row, so that no line crosses it. */
const rowsOf = (ordered: Series[], gaps: ChartSpan[]): ChartRow[] => {
  const byTime = new Map<number, ChartRow>()
  const row = (at: number) => {
    let found = byTime.get(at)
    if (!found) {
      found = { at }
      for (let index = 0; index < ordered.length; index++) found[`s${index}`] = null
      byTime.set(at, found)
    }
    return found
  }
  ordered.forEach((one, index) => {
    for (const [iso, value] of one.points) row(Date.parse(iso))[`s${index}`] = value
  })
  for (const gap of gaps) row(Math.round((gap.from + gap.to) / 2))
  return [...byTime.values()].sort((a, b) => a.at - b.at)
}

const seriesWords = (one: Series, label: string): string => {
  const known = one.points.map((point) => point[1]).filter((value) => value !== null)
  const [first] = known
  const last = one.points.at(-1)?.[1] ?? null
  if (first === undefined) return `${label}: no data`
  const highest = Math.max(...known)
  return `${label}: from ${withUnit(first, one.unit)} to ${withUnit(last, one.unit)}, highest ${withUnit(highest, one.unit)}`
}
