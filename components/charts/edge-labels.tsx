import { usePlotArea } from 'recharts'
import { type EdgeLabel, nearLabels } from '@/lib/charts/place-labels'
import type { ChartModel } from '@/lib/charts/prepare-series'

/** Names at the right edge, each beside the end of its line or threshold, never over one another. */
export const EdgeLabels = ({ model, short }: { model: ChartModel; short: boolean }) => {
  const plot = usePlotArea()
  if (!plot) return null
  const top = model.ticks.at(-1) ?? 1
  const y = (value: number) => plot.y + plot.height * (1 - value / top)
  const ends = model.series.flatMap((series): EdgeLabel[] => {
    const last = model.rows.findLast((row) => row[series.field] !== null)?.[series.field]
    return last === undefined || last === null
      ? []
      : [{ text: series.label, y: y(last), fill: `var(--${series.tone})` }]
  })
  const lines = model.thresholds.map((threshold): EdgeLabel => {
    const text = short ? (threshold.label.split(' ')[0] ?? '') : threshold.label
    return { text, y: y(threshold.value), fill: `var(--${threshold.tone})` }
  })
  const placed = nearLabels(lines, short ? [] : ends, plot.y, plot.y + plot.height)
  return (
    <g>
      {placed.map((label) => (
        <text
          key={`${label.fill}${label.text}`}
          x={plot.x + plot.width + 6}
          y={label.y + 4}
          fontSize={11}
          fill={label.fill}
        >
          {label.text.length > 18
            ? `${label.text.slice(0, 9)}…${label.text.slice(-8)}`
            : label.text}
        </text>
      ))}
    </g>
  )
}
