'use client'
import type { ReactNode } from 'react'
import { ChartSkeleton } from '@/components/charts/chart-skeleton'
import { type EventMark, EventStrip } from '@/components/charts/event-strip'
import { TimeChart } from '@/components/charts/time-chart'
import { useClock } from '@/components/ui/clock-provider'
import { Panel } from '@/components/ui/panel'
import { type ChartSpan, type ChartThreshold, prepareSeries } from '@/lib/charts/prepare-series'
import { resolveRange } from '@/lib/charts/time-range'
import { duration } from '@/lib/format'
import type { HistoryAnswer } from '@/lib/history/schema'
import type { Empty } from './empty-note'
import { type PanelQuery, QueryPanel } from './query-panel'
import { useTimeRange } from './use-time-range'

const least = {
  160: 'min-h-[160px]',
  190: 'min-h-[190px]',
  220: 'min-h-[220px]',
  250: 'min-h-[250px]',
}
const heights = { 160: 'h-[160px]', 190: 'h-[190px]', 220: 'h-[220px]', 250: 'h-[250px]' }

/**
 * A chart of stored history over the page's time range, with its panel: thresholds, gaps, what
 * changed on the same axis, and drag to zoom. Keeps its size while loading, failing or empty.
 */
export const HistoryPanel = ({
  title,
  note,
  query,
  thresholds,
  spans,
  labels,
  marks,
  height = 220,
  select,
  actions,
  children,
}: {
  title: string
  /** What the values are: `messages`. The resolution is added. */
  note: string
  query: PanelQuery<HistoryAnswer>
  thresholds?: ChartThreshold[]
  spans?: ChartSpan[]
  /** Other names for series keys. */
  labels?: Record<string, string>
  marks?: EventMark[]
  height?: keyof typeof heights
  /** Which series of the answer are drawn; all by default. */
  select?: (key: string) => boolean
  /** Stands in the panel's head: tabs, the time range on a phone. */
  actions?: ReactNode
  children?: ReactNode
}) => {
  const { range, setRange } = useTimeRange()
  const now = useClock((time) => Math.floor(time / 10_000) * 10_000)
  const { from, to } = resolveRange(range, now)
  const resolution = query.data?.data.resolutionMs
  return (
    <Panel
      title={title}
      note={resolution ? `${note}, max per ${duration(resolution / 1000)}` : note}
      actions={actions}
    >
      <div className={`flex flex-col [&>:only-child]:flex-1 ${least[height]}`}>
        <QueryPanel
          query={query}
          what={`History of ${title.toLowerCase()}`}
          skeleton={<ChartSkeleton className={heights[height]} />}
          empty={nothingStored}
        >
          {({ data }) => {
            const series = select ? data.series.filter((one) => select(one.key)) : data.series
            const model = prepareSeries(
              { ...data, series },
              { from, to, thresholds, spans, labels },
            )
            return (
              <TimeChart model={model} label={title} height={height} onZoom={setRange}>
                {marks ? <EventStrip marks={marks} from={from} to={to} /> : null}
              </TimeChart>
            )
          }}
        </QueryPanel>
      </div>
      {children}
    </Panel>
  )
}

const nothingStored = (answer: {
  data: HistoryAnswer
  warnings: { code: string; message: string }[]
}): Empty | null => {
  const away = answer.warnings.find((warning) => warning.code === 'history_unavailable')
  if (away) {
    return { kind: 'not_collected', title: 'History is not available', text: away.message }
  }
  const known = answer.data.series.some((one) => one.points.some((point) => point[1] !== null))
  if (known) return null
  return {
    kind: 'not_collected',
    title: 'Nothing stored for this time',
    text: 'The collector writes a sample every tick; a new cluster has its first line after a minute.',
  }
}
