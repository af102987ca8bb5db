import type { ReactNode } from 'react'
import { cx } from '@/components/ui/class-names'

/** A fact above its words: `≈ 12 min` / `lag in time`. Put several into `StatRow`. */
export const StatCard = ({
  value,
  label,
  tone,
  tip,
}: {
  value: ReactNode
  label: ReactNode
  tone?: 'critical' | 'warning' | null
  tip?: string
}) => (
  <div className="max-w-52 min-w-0 max-sm:max-w-none" data-tip={tip}>
    <dd
      className={cx(
        'live text-lg font-semibold tracking-[-0.015em]',
        tone === 'critical' && 'text-critical',
        tone === 'warning' && 'text-warning',
      )}
    >
      {value}
    </dd>
    <dt className="text-xs text-ink-3">{label}</dt>
  </div>
)
