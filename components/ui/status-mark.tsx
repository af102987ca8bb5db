import { cx } from './class-names'
import { type Status, StatusShape } from './status-shape'

export const statusWord: Record<Status, string> = {
  ok: 'OK',
  pending: 'Pending',
  warning: 'Warning',
  critical: 'Critical',
  unknown: 'Unknown',
  not_measured: 'Not measured',
  muted: 'Muted',
}

export const statusTone: Record<Status, string> = {
  ok: 'text-ink-3',
  pending: 'text-ink',
  warning: 'text-warning',
  critical: 'text-critical',
  unknown: 'text-ink-3',
  not_measured: 'text-ink-3',
  muted: 'text-ink-3',
}

/** Shape + word + colour, never colour alone. `word` replaces the usual word. */
export const StatusMark = ({
  status,
  word,
  className,
}: {
  status: Status
  word?: string
  className?: string
}) => (
  <span
    className={cx(
      'inline-flex items-center gap-1 align-middle whitespace-nowrap text-xs',
      statusTone[status],
      status === 'ok' || status === 'not_measured' ? 'font-normal' : 'font-semibold',
      className,
    )}
  >
    <StatusShape status={status} />
    {word ?? statusWord[status]}
  </span>
)
