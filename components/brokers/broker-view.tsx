'use client'
import { useQuery } from '@tanstack/react-query'
import { QueryPanel } from '@/components/data/query-panel'
import { TableSkeleton } from '@/components/data/table-skeleton'
import { WarningList } from '@/components/data/warning-list'
import { Badge } from '@/components/ui/badge'
import { CopyButton } from '@/components/ui/copy-button'
import { Skeleton } from '@/components/ui/skeleton'
import { TimeAt } from '@/components/ui/time-at'
import { brokerQuery } from '@/lib/brokers/queries'
import type { BrokerDetail } from '@/lib/brokers/schema'
import { count } from '@/lib/format'
import { BrokerState } from './broker-columns'
import { BrokerFacts } from './broker-facts'
import { BrokerHistory } from './broker-history'
import { BrokerPartitions } from './broker-partitions'
import { brokerState } from './broker-words'
import { LogDirs } from './log-dirs'

const Header = ({ broker }: { broker: BrokerDetail }) => {
  const address = `${broker.host}:${broker.port}`
  return (
    <header className="mb-3 flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
      <h1>Broker {broker.id}</h1>
      <span className="inline-flex min-w-0 items-center gap-1 text-ink-3">
        <span className="mono wrap-anywhere">{address}</span>
        <CopyButton value={address} what="address" />
      </span>
      {broker.rack ? <Badge>rack {broker.rack}</Badge> : null}
      {broker.isController ? <Badge>active controller</Badge> : null}
      {brokerState(broker).status === 'ok' ? null : (
        <span className="inline-flex flex-wrap items-center gap-x-1">
          <BrokerState broker={broker} />
          {broker.failingSince ? (
            <span className="text-xs text-ink-2">
              since <TimeAt at={broker.failingSince} seconds />
              {broker.failure ? ` · ${broker.failure}` : ''}
            </span>
          ) : null}
        </span>
      )}
    </header>
  )
}

/** Its part in the metadata quorum, for a broker that is also a voter. */
const Voter = ({ broker }: { broker: BrokerDetail }) => {
  if (!broker.voter) return null
  const { behind, lastCaughtUpAt } = broker.voter
  return (
    <p className="mb-4 text-sm text-ink-2">
      Votes in the metadata quorum
      {behind === null ? '' : behind === 0 ? ', caught up' : `, ${count(behind)} records behind`}
      {lastCaughtUpAt ? (
        <>
          ; last caught up at <TimeAt at={lastCaughtUpAt} seconds />
        </>
      ) : null}
      .
    </p>
  )
}

const BrokerSkeleton = () => (
  <div aria-hidden="true">
    <Skeleton className="mb-4 h-7 w-72 max-w-full" />
    <Skeleton className="mb-4.5 h-12 w-full" />
    <div className="panel mb-4.5">
      <TableSkeleton rows={6} />
    </div>
  </div>
)

/** One broker: does it answer, how full are its disks, what does it hold. */
export const BrokerView = ({ clusterId, brokerId }: { clusterId: string; brokerId: number }) => {
  const query = useQuery(brokerQuery(clusterId, brokerId))
  return (
    <QueryPanel query={query} what={`Broker ${brokerId}`} skeleton={<BrokerSkeleton />}>
      {({ data: broker, warnings }) => (
        <>
          <Header broker={broker} />
          <WarningList warnings={warnings} />
          <BrokerFacts broker={broker} />
          <Voter broker={broker} />
          <LogDirs broker={broker} />
          <BrokerHistory clusterId={clusterId} brokerId={brokerId} />
          <BrokerPartitions clusterId={clusterId} broker={broker} />
        </>
      )}
    </QueryPanel>
  )
}
