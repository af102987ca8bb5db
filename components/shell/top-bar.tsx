'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Search, Settings } from 'lucide-react'
import Link from 'next/link'
import { FreshnessText } from '@/components/data/freshness-text'
import { RefreshControl } from '@/components/data/refresh-control'
import { TimeRangeControl } from '@/components/data/time-range-control'
import { buttonClass } from '@/components/ui/button'
import { clusterQuery, refreshCluster } from '@/lib/clusters/queries'
import type { Freshness } from '@/lib/clusters/schema'
import { millis } from '@/lib/format-time'
import { Breadcrumbs } from './breadcrumbs'
import { openOverlay } from './overlay-store'
import { usePlace } from './use-place'

/** Where one is, search, the time range, and how old the data is. */
export const TopBar = () => {
  const { clusterId, section, cluster, clusters, name } = usePlace()
  const client = useQueryClient()
  const poll = useMutation({
    mutationFn: () => refreshCluster(clusterId ?? ''),
    onSuccess: (answer) => {
      if (clusterId) client.setQueryData(clusterQuery(clusterId).queryKey, answer)
    },
  })
  const hasCharts = clusterId !== null && (section === null || name !== null)
  return (
    <header className="sticky top-0 z-20 flex h-13 items-center gap-3 border-b border-line bg-panel px-6 max-sm:gap-1.5 max-sm:px-3.5">
      <Breadcrumbs />
      <div className="ml-auto flex shrink-0 items-center gap-3 max-sm:gap-1.5">
        <button
          type="button"
          className={`${buttonClass()} font-normal max-lg:hidden`}
          onClick={() => openOverlay('palette')}
        >
          <Search size={13} aria-hidden="true" />
          Search or jump <kbd className="ml-1 text-2xs text-ink-3">Ctrl K</kbd>
        </button>
        {hasCharts ? <TimeRangeControl /> : null}
        {section === 'settings' ? null : (
          <RefreshControl onRefresh={clusterId ? () => poll.mutateAsync() : undefined}>
            <FreshnessText freshness={cluster?.freshness ?? newest(clusters)} />
          </RefreshControl>
        )}
        {clusterId === null ? (
          <Link href="/settings" className={`${buttonClass()} max-lg:hidden`} aria-label="Settings">
            <Settings size={14} aria-hidden="true" />
          </Link>
        ) : null}
      </div>
    </header>
  )
}

/** On the fleet page each row has its own age; the bar shows the newest observation of all. */
const newest = (clusters: { freshness: Freshness }[]): Freshness | null =>
  clusters
    .map((cluster) => cluster.freshness)
    .reduce<Freshness | null>(
      (best, one) =>
        (millis(one.observedAt) ?? 0) > (millis(best?.observedAt) ?? 0) ? one : (best ?? one),
      null,
    )
