'use client'
import { ChevronsUpDown } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { cx } from '@/components/ui/class-names'
import { environmentTone, environmentWord } from '@/components/ui/environment'
import { EnvironmentBar } from '@/components/ui/environment-bar'
import { StatusMark } from '@/components/ui/status-mark'
import { count } from '@/lib/format'
import { paths } from '@/lib/paths'
import { usePlace } from './use-place'

/** Which cluster this is, in its environment's colour, and the way to the others. */
export const ClusterSwitcher = () => {
  const { clusterId, cluster, clusters } = usePlace()
  const box = useRef<HTMLDetailsElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it closes when another cluster is open
  useEffect(() => box.current?.removeAttribute('open'), [clusterId])
  const tone = cluster ? environmentTone(cluster.environment) : 'other'
  return (
    <details
      ref={box}
      className="mb-3"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !box.current?.open) return
        box.current.removeAttribute('open')
        box.current.querySelector('summary')?.focus()
      }}
    >
      <summary
        className={cx(
          'flex list-none items-center gap-2 rounded-lg border border-l-[3px] border-line bg-raise py-2 pr-2 pl-2.5 [&::-webkit-details-marker]:hidden',
          tone === 'production' && 'border-l-critical',
          tone === 'staging' && 'border-l-series-2',
          tone === 'other' && 'border-l-line-strong',
        )}
      >
        <span className="min-w-0 flex-1">
          <b className="block truncate font-semibold">{cluster?.name ?? clusterId}</b>
          <span className="block text-xs text-ink-3">
            {cluster ? facts(cluster) : 'not known yet'}
          </span>
        </span>
        <ChevronsUpDown size={13} aria-label="Switch cluster" className="shrink-0 text-ink-3" />
      </summary>
      <ul className="mt-1 max-h-80 overflow-y-auto rounded-lg border border-line bg-panel p-1">
        {clusters.map((one) => (
          <li key={one.id}>
            <Link
              href={paths.cluster(one.id)}
              aria-current={one.id === clusterId ? 'true' : undefined}
              className={cx(
                'flex min-h-8 items-center gap-2 rounded-md px-1.5 hover:bg-track touch:min-h-11',
                one.id === clusterId && 'font-medium',
              )}
            >
              <EnvironmentBar tone={environmentTone(one.environment)} className="h-4" />
              <span className="min-w-0 flex-1 truncate">{one.name}</span>
              {one.status === 'ok' ? null : <StatusMark status={one.status} />}
            </Link>
          </li>
        ))}
        <li>
          <Link
            href={paths.clusters()}
            className="flex min-h-8 items-center rounded-md px-1.5 text-ink-2 hover:bg-track touch:min-h-11"
          >
            All clusters
          </Link>
        </li>
      </ul>
    </details>
  )
}

/** `Production · 2 of 3 brokers · Kafka 4.3` */
const facts = (cluster: {
  environment: string
  brokersUp: number | null
  brokersTotal: number | null
  kafkaVersion: string | null
}): string =>
  [
    environmentWord(cluster.environment),
    `${count(cluster.brokersUp)} of ${count(cluster.brokersTotal)} brokers`,
    cluster.kafkaVersion ? `Kafka ${cluster.kafkaVersion}` : null,
  ]
    .filter(Boolean)
    .join(' · ')
