import { cx } from './class-names'
import type { EnvironmentTone } from './environment'

/** A thin vertical bar in the colour of an environment, beside the cluster's name. */
export const EnvironmentBar = ({
  tone,
  className,
}: {
  tone: EnvironmentTone
  className?: string
}) => (
  <span
    aria-hidden="true"
    className={cx(
      'inline-block w-[3px] shrink-0 rounded-[2px]',
      tone === 'production' && 'bg-critical',
      tone === 'staging' && 'bg-series-2',
      tone === 'other' && 'bg-line-strong',
      className ?? 'h-6.5',
    )}
  />
)
