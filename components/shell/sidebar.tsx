'use client'
import Link from 'next/link'
import { count } from '@/lib/format'
import { paths } from '@/lib/paths'
import { BrandMark } from './brand-mark'
import { ClusterSwitcher } from './cluster-switcher'
import { NavLink } from './nav-link'
import { clusterPages } from './navigation'
import { ThemeSwitch } from './theme-switch'
import { usePlace } from './use-place'

/** Cluster, its pages with their counts, and at the bottom what belongs to the whole product. */
export const Sidebar = () => {
  const { clusterId, section, cluster } = usePlace()
  if (clusterId === null) return null
  const counts: Record<string, string> = {
    overview: '',
    groups: cluster ? count(cluster.groups) : '',
    topics: cluster ? count(cluster.topics) : '',
    brokers: cluster ? brokersText(cluster.brokersUp, cluster.brokersTotal) : '',
  }
  return (
    <aside className="sticky top-0 flex h-dvh flex-col overflow-y-auto border-r border-line bg-panel px-2.5 py-3.5 max-lg:hidden">
      <Link
        href={paths.clusters()}
        className="mb-3.5 flex items-center gap-2.5 rounded-md px-2 py-0.5 font-semibold tracking-[-0.01em]"
      >
        <BrandMark />
        Highwater
      </Link>
      <ClusterSwitcher />
      <nav aria-label="Cluster">
        <ul>
          {clusterPages(clusterId).map((page) => (
            <li key={page.key}>
              <NavLink href={page.href} on={section === page.section} count={counts[page.key]}>
                {page.label}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-auto pt-6">
        <NavLink href="/settings" on={false}>
          Settings
        </NavLink>
        <div className="mt-2 px-2.5">
          <ThemeSwitch />
        </div>
      </div>
    </aside>
  )
}

/** `3`, or `2 of 3` when not all answer. */
const brokersText = (up: number | null, total: number | null): string =>
  up === total ? count(total) : `${count(up)} of ${count(total)}`
