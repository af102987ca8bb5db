import { cx } from '@/components/ui/class-names'

/** The lines of an empty plot in the chart's place: quieter than a block of that size. */
export const ChartSkeleton = ({ className }: { className: string }) => (
  <svg aria-hidden="true" width="100%" className={cx('skeleton bg-transparent', className)}>
    {[6, 36, 66, 96].map((height) => (
      <line
        key={height}
        x1="48"
        x2="84%"
        y1={`${height}%`}
        y2={`${height}%`}
        className="stroke-line-strong"
      />
    ))}
  </svg>
)
