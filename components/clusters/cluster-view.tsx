'use client'
import { useQuery } from '@tanstack/react-query'
import { Headline } from '@/components/data/headline'
import { QueryPanel } from '@/components/data/query-panel'
import { WarningList } from '@/components/data/warning-list'
import { clusterQuery } from '@/lib/clusters/queries'
import type { ClusterDetail } from '@/lib/clusters/schema'
import { AttentionTable } from './attention-table'
import { CheckTiles } from './check-tiles'
import { LagChart, RecordsChart } from './cluster-charts'
import { ClusterSkeleton } from './cluster-skeleton'
import { DiskBars } from './disk-bars'
import { VisibilityNote } from './visibility-note'

/**
 * A cluster: one sentence, the seven checks, what needs attention, then the charts. `aside` is the
 * panel of events, which belongs to another noun and is put here by the page.
 */
export const ClusterView = ({
  clusterId,
  aside,
}: {
  clusterId: string
  aside: React.ReactNode
}) => {
  const query = useQuery(clusterQuery(clusterId))
  return (
    <QueryPanel query={query} what="The cluster" skeleton={<ClusterSkeleton />}>
      {({ data, warnings }) => (
        <>
          <Headline {...data.headline} />
          <WarningList warnings={warnings} />
          <VisibilityNote visibility={data.visibility} warnings={warnings} />
          <CheckTiles cluster={data} />
          <AttentionTable clusterId={clusterId} attention={data.attention} seen={seenOf(data)} />
          <div className="grid items-start gap-4.5 xl:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
            <div className="flex min-w-0 flex-col gap-4.5">
              <LagChart
                clusterId={clusterId}
                check={data.checks.find((check) => check.check === 'consumer_lag')}
              />
              <RecordsChart clusterId={clusterId} />
            </div>
            <div className="flex min-w-0 flex-col gap-4.5">
              <DiskBars clusterId={clusterId} />
              {aside}
            </div>
          </div>
        </>
      )}
    </QueryPanel>
  )
}

const seenOf = (cluster: ClusterDetail) => {
  if (cluster.observedAt === null) return 'not'
  return cluster.checks.some((check) => check.status === 'unknown') ? 'partly' : 'whole'
}
