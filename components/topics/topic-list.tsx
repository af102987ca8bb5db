'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { DataTable } from '@/components/data/data-table'
import type { Empty } from '@/components/data/empty-note'
import { ListToolbar } from '@/components/data/list-toolbar'
import { Pagination } from '@/components/data/pagination'
import { QueryPanel } from '@/components/data/query-panel'
import { SearchField } from '@/components/data/search-field'
import { TableSkeleton } from '@/components/data/table-skeleton'
import { useListState } from '@/components/data/use-list-state'
import { WarningList } from '@/components/data/warning-list'
import { Button } from '@/components/ui/button'
import { FilterSelect } from '@/components/ui/filter-select'
import { FilterToggle } from '@/components/ui/filter-toggle'
import { statusTone } from '@/components/ui/status-mark'
import type { Answer, Page } from '@/lib/http/schema'
import { api, paths } from '@/lib/paths'
import { topicsQuery } from '@/lib/topics/queries'
import type { TopicItem } from '@/lib/topics/schema'
import { topicColumns } from './topic-columns'
import { badTopics, topicFilters, topicListParams, topicTotal } from './topic-list-params'
import { topicsHeadline } from './topic-words'

const policies = [
  { value: '', label: 'any' },
  { value: 'delete', label: 'delete' },
  { value: 'compact', label: 'compact' },
]
const emptyTopics = (
  answer: Answer<Page<TopicItem>>,
  filtered: boolean,
  clear: () => void,
): Empty | null => {
  if (answer.data.items.length > 0) return null
  if (answer.observedAt === null) {
    return {
      kind: 'not_collected',
      title: 'Not collected yet',
      text: 'The first poll is on its way.',
    }
  }
  if (filtered || answer.data.total > 0) {
    const action = <Button onClick={clear}>Clear the filter</Button>
    return { kind: 'nothing_matches', title: 'No topic matches', action }
  }
  if (answer.warnings.some((warning) => warning.code === 'partial_visibility')) {
    const text = 'Kafka lists only topics this principal may DESCRIBE. Ask for DESCRIBE on topics.'
    return { kind: 'no_permission', title: 'No topic is visible to this principal', text }
  }
  return { kind: 'nothing_exists', title: 'No topics', text: 'This cluster has no topic yet.' }
}

const Headline = ({ clusterId, total }: { clusterId: string; total: number | null }) => {
  const { data } = useQuery(topicsQuery(clusterId, badTopics))
  if (!data || total === null) return <h1>Topics</h1>
  if (data.observedAt === null) return <h1>Topics are not collected yet</h1>
  const line = topicsHeadline(total, data.data.total, data.data.items[0] ?? null)
  return (
    <h1>
      {line.text}{' '}
      {line.emphasis ? <span className={statusTone[line.status]}>{line.emphasis}</span> : null}
    </h1>
  )
}

/** All topics of a cluster. */
export const TopicList = ({ clusterId }: { clusterId: string }) => {
  const list = useListState('name', topicFilters)
  const params = topicListParams(list)
  const query = useQuery({ ...topicsQuery(clusterId, params), placeholderData: keepPreviousData })
  const total = useQuery(topicsQuery(clusterId, topicTotal)).data?.data.total ?? null
  return (
    <>
      <Headline clusterId={clusterId} total={total} />
      <ListToolbar
        shown={query.data?.data.total ?? null}
        total={total}
        csvHref={api.topics(clusterId, { ...params, page: null, pageSize: null, format: 'csv' })}
      >
        <SearchField label="Filter by name" value={list.search} onChange={list.setSearch} />
        <FilterSelect
          label="Cleanup"
          value={list.filter('policy')}
          options={policies}
          onChange={(policy) => list.setFilter('policy', policy)}
        />
        <FilterToggle
          label="Only bad"
          pressed={list.filter('onlyBad') !== ''}
          onChange={(pressed) => list.setFilter('onlyBad', pressed ? 'true' : '')}
        />
        <FilterToggle
          label="Hide internal"
          pressed={list.filter('internal') === 'false'}
          onChange={(pressed) => list.setFilter('internal', pressed ? 'false' : '')}
        />
      </ListToolbar>
      <WarningList warnings={query.data?.warnings ?? []} />
      <section aria-label="Topics" className="panel overflow-clip">
        <QueryPanel
          query={query}
          what="Topics"
          skeleton={<TableSkeleton rows={12} />}
          empty={(answer) => emptyTopics(answer, list.filtered, list.clear)}
        >
          {({ data }) => (
            <>
              <DataTable
                label="Topics"
                columns={topicColumns}
                rows={data.items}
                rowKey={(item) => item.id}
                rowHref={(item) => paths.topic(clusterId, item.name)}
                rowTone={(item) => (item.offline > 0 ? 'critical' : null)}
                sort={list.sort}
                onSort={list.setSort}
                total={data.total}
                offset={(list.page - 1) * list.pageSize}
              />
              <Pagination
                page={list.page}
                pageSize={list.pageSize}
                total={data.total}
                onPage={list.setPage}
              />
            </>
          )}
        </QueryPanel>
      </section>
    </>
  )
}
