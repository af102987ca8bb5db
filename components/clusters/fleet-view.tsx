'use client'
import { useQuery } from '@tanstack/react-query'
import { DataTable } from '@/components/data/data-table'
import type { Empty } from '@/components/data/empty-note'
import { Headline } from '@/components/data/headline'
import { QueryPanel } from '@/components/data/query-panel'
import { TableSkeleton } from '@/components/data/table-skeleton'
import { WarningList } from '@/components/data/warning-list'
import { clustersQuery } from '@/lib/clusters/queries'
import type { Warning } from '@/lib/http/schema'
import { paths } from '@/lib/paths'
import { fleetColumns } from './fleet-columns'
import { byPain, fleetHeadline } from './fleet-words'

/** All clusters at a glance: one sentence, then one row a cluster, what hurts most first. */
export const FleetView = () => {
  const query = useQuery(clustersQuery())
  const clusters = [...(query.data?.data.items ?? [])].sort(byPain)
  const said = clusters.length > 0 ? fleetHeadline(clusters) : null
  return (
    <>
      {said ? (
        <Headline
          status={said.status}
          emphasis={said.emphasis}
          rest={said.rest}
          detail={`${said.detail} Sorted by what hurts most.`}
        />
      ) : (
        <Headline status="ok" emphasis="" rest="Clusters" detail="" />
      )}
      <WarningList warnings={everywhere(query.data?.warnings ?? [])} />
      <section className="panel overflow-clip" aria-label="Clusters">
        <QueryPanel
          query={query}
          what="Clusters"
          skeleton={<TableSkeleton rows={4} />}
          empty={({ data }) => (data.items.length === 0 ? noCluster : null)}
        >
          {() => (
            <DataTable
              label="Clusters"
              columns={fleetColumns}
              rows={clusters}
              rowKey={(cluster) => cluster.id}
              rowHref={(cluster) => paths.cluster(cluster.id)}
              rowTone={(cluster) => (cluster.status === 'critical' ? 'critical' : null)}
            />
          )}
        </QueryPanel>
      </section>
    </>
  )
}

/** What is wrong with one cluster stands in its row; here, once, what concerns them all. */
const everywhere = (warnings: Warning[]): Warning[] => {
  const away = warnings.find((warning) => warning.code === 'history_unavailable')
  const general = warnings.filter((warning) => warning.scope.cluster === undefined)
  return away && !general.includes(away) ? [...general, { ...away, scope: {} }] : general
}

const noCluster: Empty = {
  kind: 'nothing_exists',
  title: 'No cluster is configured',
  text: (
    <>
      Name one in <code>highwater.config.yaml</code>, or start with{' '}
      <code>KAFKA_BROKERS=host:9092</code>.
    </>
  ),
}
