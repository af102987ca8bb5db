import type { ReactNode } from 'react'
import { cx } from './class-names'
import { statusTone } from './status-mark'
import { type Status, StatusShape } from './status-shape'

/** One line of what is wrong around the data; dashed when it says that something is not known. */
export const Banner = ({
  status,
  title,
  children,
  action,
}: {
  status: Status
  title: string
  children?: ReactNode
  action?: ReactNode
}) => (
  <div
    className={cx(
      'flex items-center gap-2.5 rounded-md border px-3 py-2 text-ink-2',
      status === 'critical' && 'border-critical bg-critical-bg',
      status === 'warning' && 'border-warning bg-warning-bg',
      status !== 'critical' && status !== 'warning' && 'border-dashed border-hatch bg-panel',
    )}
  >
    <span className={cx('flex', statusTone[status])}>
      <StatusShape status={status} size={13} />
    </span>
    <p className="min-w-0">
      <b className="font-semibold text-ink">{title}</b> {children}
    </p>
    {action ? <div className="ml-auto shrink-0">{action}</div> : null}
  </div>
)
