'use client'
import { Ago } from '@/components/ui/ago'
import { StatusShape } from '@/components/ui/status-shape'
import { TimeAt } from '@/components/ui/time-at'
import type { Freshness } from '@/lib/clusters/schema'
import { useFreshness } from './use-freshness'

/**
 * How old the brokers' observation is, not when the browser last asked: `Updated 6 s ago`, amber
 * `Data from 02:41, 4 min old` from two ticks on, critical from five on.
 */
export const FreshnessText = ({ freshness }: { freshness: Freshness | null }) => {
  const state = useFreshness(freshness)
  const at = freshness?.observedAt ?? null
  if (state === 'never' || at === null) {
    return (
      <span className="inline-flex items-center gap-1 text-ink-3">
        <StatusShape status="unknown" /> Not seen yet
      </span>
    )
  }
  if (state === 'fresh') {
    return (
      <span>
        <span className="max-sm:hidden">Updated </span>
        <Ago at={at} className="font-medium text-ink" />
      </span>
    )
  }
  return (
    <span
      className={`inline-flex items-center gap-1 ${state === 'dead' ? 'text-critical' : 'text-warning'}`}
    >
      <StatusShape status={state === 'dead' ? 'critical' : 'warning'} />
      <span>
        <span className="max-sm:hidden">
          Data from <TimeAt at={at} />,{' '}
        </span>
        <Ago at={at} form="old" className="font-medium" />
      </span>
    </span>
  )
}
