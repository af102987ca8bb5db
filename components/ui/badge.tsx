import type { ReactNode } from 'react'
import { cx } from './class-names'

/** A small outlined word (`classic`, `Stable`); dashed for what is absent or idle. */
export const Badge = ({
  children,
  dashed,
  tone = 'plain',
  tip,
}: {
  children: ReactNode
  dashed?: boolean
  tone?: 'plain' | 'critical' | 'warning' | 'info'
  tip?: string
}) => (
  <span
    data-tip={tip}
    className={cx(
      'inline-block whitespace-nowrap rounded-[5px] border px-1.5 text-2xs leading-[1.15rem]',
      dashed && 'border-dashed',
      tone === 'plain' && 'border-line-strong text-ink-2',
      tone === 'critical' && 'border-critical text-critical',
      tone === 'warning' && 'border-warning text-warning',
      tone === 'info' && 'border-info text-info',
    )}
  >
    {children}
  </span>
)
