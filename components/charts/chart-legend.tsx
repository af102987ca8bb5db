import { MiddleName } from '@/components/ui/middle-name'
import type { ChartSeries } from '@/lib/charts/prepare-series'

/** Which line is which: colour and dash, so that it can be told without colour. */
export const ChartLegend = ({ series }: { series: ChartSeries[] }) => (
  <ul className="mt-1.5 flex flex-wrap gap-x-4 gap-y-0.5 pl-12 text-xs text-ink-2 max-sm:pl-0">
    {series.map((one) => (
      <li key={one.field} className="flex min-w-0 items-center gap-1.5">
        <svg width={18} height={8} aria-hidden="true" className="shrink-0">
          <line
            x1="0"
            x2="18"
            y1="4"
            y2="4"
            stroke={`var(--${one.tone})`}
            strokeWidth="2"
            strokeDasharray={one.dash}
          />
        </svg>
        <MiddleName name={one.label} className="max-w-48" />
      </li>
    ))}
  </ul>
)
