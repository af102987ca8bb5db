import { useClock } from '@/components/ui/clock-provider'
import { type ChartModel, withUnit } from '@/lib/charts/prepare-series'
import { UNKNOWN } from '@/lib/format'
import { absolute, zoneName } from '@/lib/format-time'

/** The values at one time, highest first; a value that is not known is a dash. */
export const ChartTip = ({ model, at }: { model: ChartModel; at: string | number | undefined }) => {
  const time = Number(at)
  const heading = useClock((_, zone) =>
    at === undefined ? '' : `${absolute(time, zone)} ${zoneName(time, zone)}`,
  )
  const row = at === undefined ? undefined : model.rows.find((one) => one.at === time)
  if (!row) return null
  const gap = model.gaps.find((one) => one.from <= time && one.to >= time)
  const lines = model.series
    .map((series) => ({ series, value: row[series.field] ?? null }))
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1))
  return (
    <div className="rounded-md border border-line-strong bg-panel px-2.5 py-1.5 text-xs text-ink shadow-pop">
      <p className="mb-1 text-ink-3">{heading}</p>
      {gap ? <p className="mb-1">No data: {gap.label}</p> : null}
      <table>
        <tbody>
          {lines.map(({ series, value }) => (
            <tr key={series.field}>
              <td className="pr-1.5">
                <svg width={14} height={8} aria-hidden="true">
                  <line
                    x1="0"
                    x2="14"
                    y1="4"
                    y2="4"
                    stroke={`var(--${series.tone})`}
                    strokeWidth="2"
                    strokeDasharray={series.dash}
                  />
                </svg>
              </td>
              <th scope="row" className="max-w-60 truncate pr-4 text-left font-normal text-ink-2">
                {series.label}
              </th>
              <td className="text-right font-medium">
                {value === null ? UNKNOWN : withUnit(value, model.unit)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
