'use client'
import type { ReactNode } from 'react'
import { useFreshness } from '@/components/data/use-freshness'
import { cx } from '@/components/ui/class-names'
import { BottomBar } from './bottom-bar'
import { Overlays } from './overlays'
import { Sidebar } from './sidebar'
import { StatusAnnouncer } from './status-announcer'
import { TopBar } from './top-bar'
import { usePlace } from './use-place'

/** Everything around a page: sidebar and top bar on a wide screen, bottom bar on a phone. */
export const ConsoleFrame = ({ children }: { children: ReactNode }) => {
  const { clusterId, cluster } = usePlace()
  const freshness = useFreshness(cluster?.freshness ?? null)
  return (
    <div
      className={cx(
        'min-h-dvh',
        clusterId !== null && 'lg:grid lg:grid-cols-[13.25rem_minmax(0,1fr)]',
      )}
    >
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:border focus:border-ink focus:bg-panel focus:px-3 focus:py-2"
      >
        Skip to content
      </a>
      {clusterId === null ? null : <Sidebar />}
      <div className="min-w-0">
        <TopBar />
        <main
          id="main"
          tabIndex={-1}
          data-freshness={cluster ? freshness : undefined}
          className="px-6 pt-4.5 pb-10 outline-none max-lg:pb-24 max-sm:px-3.5"
        >
          {children}
        </main>
      </div>
      <BottomBar />
      <Overlays />
      <StatusAnnouncer />
    </div>
  )
}
