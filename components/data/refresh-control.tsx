'use client'
import { Pause, Play, RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useClock } from '@/components/ui/clock-provider'
import { IconButton } from '@/components/ui/icon-button'
import { REFRESH_SECONDS, useRefresh } from './refresh-provider'

/** The age of the data, the countdown to the next refresh, and the two buttons for it. */
export const RefreshControl = ({
  children,
  onRefresh,
}: {
  /** The age of the brokers' observation. */
  children: ReactNode
  /** What `Refresh` does before asking again for all on screen, e.g. have the brokers polled. */
  onRefresh?: () => Promise<unknown>
}) => {
  const { paused, setPaused, nextAt, refreshing, refresh } = useRefresh()
  const left = useClock((now) =>
    nextAt === null ? REFRESH_SECONDS : Math.max(0, Math.ceil((nextAt - now) / 1000)),
  )
  return (
    <div className="flex items-center gap-0.5 rounded-md border border-line bg-panel pl-2 touch:border-transparent text-sm whitespace-nowrap text-ink-2">
      <span className="max-sm:text-xs">{children}</span>
      <span className="w-15 text-right text-xs text-ink-3 max-lg:hidden" aria-hidden="true">
        {paused ? 'paused' : nextAt === null ? 'asking' : `next in ${left}`}
      </span>
      <IconButton
        label="Refresh now"
        data-key="refresh"
        disabled={refreshing}
        onClick={async () => {
          await onRefresh?.().catch(() => undefined)
          refresh()
        }}
      >
        <RefreshCw size={13} aria-hidden="true" />
      </IconButton>
      <IconButton
        label={paused ? 'Resume refreshing' : 'Pause refreshing'}
        data-key="pause"
        aria-pressed={paused}
        onClick={() => setPaused(!paused)}
        className="max-sm:hidden"
      >
        {paused ? (
          <Play size={13} aria-hidden="true" />
        ) : (
          <Pause size={13} fill="currentColor" aria-hidden="true" />
        )}
      </IconButton>
    </div>
  )
}
