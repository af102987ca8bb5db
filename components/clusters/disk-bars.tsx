'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { QueryPanel } from '@/components/data/query-panel'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { TimeAt } from '@/components/ui/time-at'
import { brokersQuery } from '@/lib/brokers/queries'
import type { BrokerItem } from '@/lib/brokers/schema'
import { about, percent } from '@/lib/format'
import { paths } from '@/lib/paths'
import { DiskBar } from './disk-bar'

/** The guide's threshold. */
const DISK_WARNING_PERCENT = 75

/** Disk of each broker's fullest log dir, with the 75 % mark and when it is full. */
export const DiskBars = ({ clusterId }: { clusterId: string }) => {
  const query = useQuery(brokersQuery(clusterId))
  return (
    <Panel title="Disk by broker" note={`fullest log dir, ${DISK_WARNING_PERCENT} % marked`}>
      <QueryPanel
        query={query}
        what="Disks"
        skeleton={<Skeleton className="h-24 w-full" />}
        empty={({ data }) =>
          data.items.length === 0 ? { kind: 'not_collected', title: 'No broker seen yet' } : null
        }
      >
        {({ data }) => (
          <ul className="flex flex-col gap-2.5">
            {data.items.slice(0, MOST).map((broker) => (
              <li
                key={broker.id}
                className="grid grid-cols-[5.5rem_minmax(3rem,1fr)_10rem] items-center gap-3 max-sm:grid-cols-[4.5rem_minmax(3rem,1fr)_7rem]"
              >
                <Link href={paths.broker(clusterId, broker.id)} className="quiet-link truncate">
                  {broker.id}
                  {broker.rack ? ` · ${broker.rack}` : ''}
                </Link>
                <DiskBar percent={broker.diskUsedPercent} mark={DISK_WARNING_PERCENT} />
                <span className="live text-sm text-ink-2">{diskWords(broker)}</span>
              </li>
            ))}
            {data.items.length > MOST ? (
              <li>
                <Link
                  className="quiet-link text-ink-3"
                  href={paths.brokers(clusterId, { sort: '-diskUsedPercent' })}
                >
                  {data.items.length - MOST} more
                </Link>
              </li>
            ) : null}
          </ul>
        )}
      </QueryPanel>
    </Panel>
  )
}
const MOST = 12

const diskWords = (broker: BrokerItem) => {
  if (broker.diskUsedPercent === null) {
    return broker.diskLastPercent === null ? (
      '— not known yet'
    ) : (
      <>
        — · last {percent(broker.diskLastPercent)}
        {broker.diskObservedAt ? (
          <>
            {' '}
            at <TimeAt at={broker.diskObservedAt} />
          </>
        ) : null}
      </>
    )
  }
  const runway =
    broker.diskRunwaySeconds === null ? '' : ` · full in ${about(broker.diskRunwaySeconds)}`
  return `${percent(broker.diskUsedPercent)}${runway}`
}
