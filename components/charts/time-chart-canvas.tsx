'use client'
import { useState } from 'react'
import {
  CartesianGrid,
  Line,
  LineChart,
  type MouseHandlerDataParam,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { useClock } from '@/components/ui/clock-provider'
import { type ChartModel, withUnit } from '@/lib/charts/prepare-series'
import type { TimeRange } from '@/lib/charts/time-range'
import { clock } from '@/lib/format-time'
import { ChartTip } from './chart-tip'
import { EdgeLabels } from './edge-labels'
import { chartMargin } from './margins'

const tick = { fill: 'currentColor', fontSize: 12 }
/** A drag shorter than this is a click. */
const LEAST_ZOOM_MS = 30_000

/** Draws a model, decides nothing. The only thing besides the edge labels that knows Recharts. */
const TimeChartCanvas = ({
  model,
  height,
  label,
  onZoom,
}: {
  model: ChartModel
  height: number
  label: string
  onZoom?: (range: TimeRange) => void
}) => {
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const zone = useClock((_, name) => name)
  const narrow = typeof window !== 'undefined' && window.innerWidth < 640
  const time = (at: number) => clock(at, model.to, zone)
  const top = model.ticks.at(-1) ?? 1
  const at = (event: MouseHandlerDataParam) =>
    event.activeLabel === undefined ? null : Number(event.activeLabel)

  const zoom = () => {
    setDrag(null)
    if (!drag || !onZoom) return
    const [from, to] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)]
    if (to - from < LEAST_ZOOM_MS) return
    onZoom({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })
  }

  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 640, height }}>
      <LineChart
        data={model.rows}
        margin={narrow ? chartMargin.narrow : chartMargin.wide}
        className="text-ink-3 select-none"
        title={label}
        onMouseDown={(event) => {
          const start = at(event)
          if (onZoom && start !== null) setDrag({ from: start, to: start })
        }}
        onMouseMove={(event) => {
          const end = at(event)
          if (drag && end !== null && end !== drag.to) setDrag({ ...drag, to: end })
        }}
        onMouseUp={zoom}
        onMouseLeave={() => setDrag(null)}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          type="number"
          scale="time"
          domain={[model.from, model.to]}
          allowDataOverflow
          ticks={narrow ? model.timeTicks.filter((_, index) => index % 2 === 0) : model.timeTicks}
          tickFormatter={time}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          height={22}
        />
        <YAxis
          width={chartMargin.axis}
          domain={[0, top]}
          ticks={model.ticks}
          interval={0}
          tickFormatter={(value: number) => withUnit(value, model.unit)}
          tick={tick}
          tickLine={false}
          axisLine={false}
        />
        {model.spans.map((span) => (
          <ReferenceArea
            key={`${span.label}${span.from}`}
            x1={Math.max(span.from, model.from)}
            x2={Math.min(span.to, model.to)}
            fill="var(--critical-bg)"
            fillOpacity={1}
            className="forced:stroke-[CanvasText]"
          />
        ))}
        {model.gaps.map((gap) => (
          <ReferenceArea
            key={gap.from}
            x1={gap.from}
            x2={gap.to}
            fill="var(--track)"
            fillOpacity={0.35}
            label={
              (gap.to - gap.from) / (model.to - model.from) > 0.08
                ? { value: 'no data', position: 'insideTop', fill: 'currentColor', fontSize: 11 }
                : undefined
            }
          />
        ))}
        {model.thresholds.map((threshold) => (
          <ReferenceLine
            key={threshold.label}
            y={threshold.value}
            stroke={`var(--${threshold.tone})`}
            strokeDasharray="4 4"
          />
        ))}
        {model.series.map((series) => (
          <Line
            key={series.field}
            dataKey={series.field}
            name={series.label}
            stroke={`var(--${series.tone})`}
            strokeDasharray={series.dash}
            strokeWidth={1.6}
            dot={false}
            activeDot={{ r: 3 }}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--ink-3)', strokeWidth: 1 }}
          content={(state) => (
            <ChartTip model={model} at={state.active ? state.label : undefined} />
          )}
        />
        {drag && drag.from !== drag.to ? (
          <ReferenceArea x1={drag.from} x2={drag.to} fill="var(--info)" fillOpacity={0.14} />
        ) : null}
        <EdgeLabels model={model} short={narrow} />
      </LineChart>
    </ResponsiveContainer>
  )
}

export default TimeChartCanvas
