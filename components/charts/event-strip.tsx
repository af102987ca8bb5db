import { cx } from '@/components/ui/class-names'
import { axisClass, edgeClass } from './margins'

export type EventMark = {
  key: string
  /** Epoch milliseconds. */
  at: number
  /** `02:36 to 02:37 rebalanced, 6 to 9 members`, for the tip and for screen readers. */
  label: string
  bad: boolean
}

/** What changed, as marks on the time axis of the chart above; each has its words in a tip. */
export const EventStrip = ({
  marks,
  from,
  to,
}: {
  marks: EventMark[]
  from: number
  to: number
}) => {
  const shown = marks.filter((mark) => mark.at >= from && mark.at <= to)
  const x = (at: number) => `${(((at - from) / (to - from)) * 100).toFixed(2)}%`
  return (
    <div className="mt-1 flex items-center">
      <span className={cx('shrink-0', axisClass)} />
      <svg
        height={18}
        className="min-w-0 flex-1 overflow-visible"
        role="img"
        aria-label="What changed"
      >
        <line x1="0" x2="100%" y1="9" y2="9" stroke="var(--line-strong)" />
        {shown.map((mark) => (
          <rect
            key={mark.key}
            x={x(mark.at)}
            y={4}
            width={9}
            height={10}
            rx={mark.bad ? 1 : 5}
            transform="translate(-4.5 0)"
            fill={mark.bad ? 'var(--critical)' : 'var(--ink-3)'}
            stroke="var(--panel)"
            data-tip={mark.label}
          >
            <title>{mark.label}</title>
          </rect>
        ))}
      </svg>
      <span className={cx('shrink-0 pl-1.5 text-2xs text-ink-3', edgeClass)}>
        <span className="max-sm:hidden">what changed</span>
      </span>
    </div>
  )
}
