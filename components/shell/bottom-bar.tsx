'use client'
import { Activity, Database, LayoutGrid, Search, Server, Settings, Users } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { cx } from '@/components/ui/class-names'
import { paths } from '@/lib/paths'
import { clusterPages } from './navigation'
import { openOverlay } from './overlay-store'
import { usePlace } from './use-place'

const icons: Record<string, ReactNode> = {
  overview: <Activity size={17} aria-hidden="true" />,
  groups: <Users size={17} aria-hidden="true" />,
  topics: <Database size={17} aria-hidden="true" />,
  brokers: <Server size={17} aria-hidden="true" />,
}
const item = 'flex min-h-14 flex-col items-center justify-center gap-0.5 text-2xs'

/** The navigation below the thumb, where the sidebar has no room. */
export const BottomBar = () => {
  const { clusterId, section } = usePlace()
  const look = (on: boolean) => cx(item, on ? 'font-semibold text-ink' : 'text-ink-3')
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 grid auto-cols-fr grid-flow-col border-t border-line bg-panel pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {clusterId === null ? (
        <Link href={paths.clusters()} className={look(section === null)}>
          <LayoutGrid size={17} aria-hidden="true" />
          Clusters
        </Link>
      ) : (
        clusterPages(clusterId).map((page) => (
          <Link
            key={page.key}
            href={page.href}
            aria-current={section === page.section ? 'page' : undefined}
            className={look(section === page.section)}
          >
            {icons[page.key]}
            {page.key === 'overview' ? 'Status' : page.label}
          </Link>
        ))
      )}
      <button type="button" className={look(false)} onClick={() => openOverlay('palette')}>
        <Search size={17} aria-hidden="true" />
        Search
      </button>
      {clusterId === null ? (
        <Link href="/settings" className={look(section === 'settings')}>
          <Settings size={17} aria-hidden="true" />
          Settings
        </Link>
      ) : null}
    </nav>
  )
}
