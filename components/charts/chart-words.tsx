import { StatusShape } from '@/components/ui/status-shape'
import type { ChartModel } from '@/lib/charts/prepare-series'
import { ChartLegend } from './chart-legend'

/** What stands below a chart: thresholds that are off its scale; and, for screen readers, each line. */
export const ChartWords = ({ model }: { model: ChartModel }) => (
  <figcaption>
    {model.series.length > 1 ? <ChartLegend series={model.series} /> : null}
    {model.offScale.length > 0 ? (
      <p className="mt-1 flex flex-wrap gap-x-4 text-xs text-ink-3">
        {model.offScale.map((threshold) => (
          <span
            key={threshold.label}
            className={`inline-flex items-center gap-1 ${threshold.tone === 'critical' ? 'text-critical' : 'text-warning'}`}
          >
            <StatusShape status={threshold.tone} size={9} />
            {threshold.label} is above this scale
          </span>
        ))}
      </p>
    ) : null}
    <ul className="sr-only">
      {model.words.map((words) => (
        <li key={words}>{words}</li>
      ))}
      {model.gaps.map((gap) => (
        <li key={gap.from}>No data for a part of the time: {gap.label}</li>
      ))}
    </ul>
  </figcaption>
)
