'use client'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { environmentTone, environmentWord } from '@/components/ui/environment'
import { MiddleName } from '@/components/ui/middle-name'
import { paths } from '@/lib/paths'
import { BrandMark } from './brand-mark'
import { clusterPages } from './navigation'
import { usePlace } from './use-place'

/** `Clusters / prod-eu / Groups / payments-settle`; on a phone only where one is. */
export const Breadcrumbs = () => {
  const { clusterId, section, name, cluster } = usePlace()
  const production = cluster !== null && environmentTone(cluster.environment) === 'production'
  const page = clusterId
    ? clusterPages(clusterId).find((one) => one.section === section && section !== null)
    : undefined
  const steps = [
    { label: 'Clusters', href: paths.clusters() },
    ...(clusterId ? [{ label: cluster?.name ?? clusterId, href: paths.cluster(clusterId) }] : []),
    ...(page ? [{ label: page.label, href: page.href }] : []),
    ...(name !== null ? [{ label: name, href: '' }] : []),
    ...(section === 'settings' ? [{ label: 'Settings', href: '' }] : []),
  ]
  return (
    <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-2.5">
      <Link
        href={paths.clusters()}
        aria-label="Highwater, all clusters"
        className={clusterId === null ? 'flex items-center' : 'flex items-center lg:hidden'}
      >
        <BrandMark />
      </Link>
      <ol className="flex min-w-0 items-center gap-1.5 text-ink-3">
        {steps.map((step, index) => {
          const last = index === steps.length - 1
          return (
            <li
              key={step.label + step.href}
              className={`flex min-w-0 items-center gap-1.5 ${last ? '' : 'max-sm:hidden'} ${index === 1 && !last && name === null ? 'max-sm:flex!' : ''}`}
            >
              {index > 0 ? (
                <span
                  aria-hidden="true"
                  className={index === 1 || name !== null ? 'max-sm:hidden' : ''}
                >
                  /
                </span>
              ) : null}
              {last ? (
                <span aria-current="page" className="min-w-0 font-medium text-ink">
                  <MiddleName name={step.label} />
                </span>
              ) : (
                <Link href={step.href} className="quiet-link truncate">
                  {step.label}
                </Link>
              )}
            </li>
          )
        })}
      </ol>
      {production && cluster ? (
        <span className="max-sm:hidden">
          <Badge tone="critical">{environmentWord(cluster.environment)}</Badge>
        </span>
      ) : null}
    </nav>
  )
}
