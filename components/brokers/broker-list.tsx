'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { DataTable } from '@/components/data/data-table'
import { ListToolbar } from '@/components/data/list-toolbar'
import { QueryPanel } from '@/components/data/query-panel'
import { SearchField } from '@/components/data/search-field'
import { TableSkeleton } from '@/components/data/table-skeleton'
import { useListState } from '@/components/data/use-list-state'
import { WarningList } from '@/components/data/warning-list'
import { Button } from '@/components/ui/button'
import { statusTone } from '@/components/ui/status-mark'
import { brokersQuery } from '@/lib/brokers/queries'
import { api, paths } from '@/lib/paths'
import { brokerColumns } from './broker-columns'
import { allBrokers, brokerListParams } from './broker-list-params'
import { brokerState, brokersHeadline } from './broker-words'

/** All brokers of a cluster with their share of the work and their disks. */
export const BrokerList = ({ clusterId }: { clusterId: string }) => {
  const list = useListState('id')
  const params = brokerListParams(list)
  const query = useQuery({ ...brokersQuery(clusterId, params), placeholderData: keepPreviousData })
  const all = useQuery(brokersQuery(clusterId, allBrokers)).data
  const brokers = all?.data.items ?? []
  const line = all && all.observedAt !== null ? brokersHeadline(brokers) : null
  return (
    <>
      <h1>
        {line?.text ?? 'Brokers'}{' '}
        {line?.emphasis ? <span className={statusTone[line.status]}>{line.emphasis}</span> : null}
      </h1>
      <ListToolbar
        shown={query.data?.data.total ?? null}
        total={all?.data.total ?? null}
        csvHref={api.brokers(clusterId, { ...params, pageSize: null, format: 'csv' })}
      >
        <SearchField
          label="Filter by id, host or rack"
          value={list.search}
          onChange={list.setSearch}
        />
      </ListToolbar>
      <WarningList warnings={query.data?.warnings ?? []} />
      <section aria-label="Brokers" className="panel overflow-clip">
        <QueryPanel
          query={query}
          what="Brokers"
          skeleton={<TableSkeleton rows={3} />}
          empty={({ data, observedAt }) => {
            if (data.items.length > 0) return null
            return observedAt === null
              ? {
                  kind: 'not_collected',
                  title: 'Not collected yet',
                  text: 'The first poll is on its way.',
                }
              : {
                  kind: 'nothing_matches',
                  title: 'No broker matches',
                  action: <Button onClick={list.clear}>Clear the filter</Button>,
                }
          }}
        >
          {({ data }) => (
            <DataTable
              label="Brokers"
              columns={brokerColumns(brokers)}
              rows={data.items}
              rowKey={(broker) => String(broker.id)}
              rowHref={(broker) => paths.broker(clusterId, broker.id)}
              rowTone={(broker) => (brokerState(broker).status === 'critical' ? 'critical' : null)}
              sort={list.sort}
              onSort={list.setSort}
              total={data.total}
            />
          )}
        </QueryPanel>
      </section>
    </>
  )
}
