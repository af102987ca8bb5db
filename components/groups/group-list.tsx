'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { DataTable } from '@/components/data/data-table'
import type { Empty } from '@/components/data/empty-note'
import { ListToolbar } from '@/components/data/list-toolbar'
import { Pagination } from '@/components/data/pagination'
import { QueryPanel } from '@/components/data/query-panel'
import { TableSkeleton } from '@/components/data/table-skeleton'
import { useListState } from '@/components/data/use-list-state'
import { WarningList } from '@/components/data/warning-list'
import { Button } from '@/components/ui/button'
import { groupsQuery } from '@/lib/groups/queries'
import type { GroupItem } from '@/lib/groups/schema'
import type { Answer, Page } from '@/lib/http/schema'
import { api, paths } from '@/lib/paths'
import { groupColumns } from './group-columns'
import { GroupFilters } from './group-filters'
import { groupFilters, groupListParams, groupTotal, WORST_FIRST } from './group-list-params'
import { GroupsHeadline } from './groups-headline'

/** Which kind of nothing an empty page of groups is. */
export const emptyGroups = (
  answer: Answer<Page<GroupItem>>,
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
    return { kind: 'nothing_matches', title: 'No group matches', action }
  }
  if (answer.warnings.some((warning) => warning.code === 'partial_visibility')) {
    const text =
      'Kafka lists only groups this principal may DESCRIBE. Ask for DESCRIBE on the cluster.'
    return { kind: 'no_permission', title: 'No group is visible to this principal', text }
  }
  const text = 'A group appears when its first member joins or its first offset is committed.'
  return { kind: 'nothing_exists', title: 'No groups', text }
}

/** All groups of a cluster, what hurts most first. */
export const GroupList = ({ clusterId }: { clusterId: string }) => {
  const list = useListState(WORST_FIRST, groupFilters)
  const params = groupListParams(list)
  const query = useQuery({ ...groupsQuery(clusterId, params), placeholderData: keepPreviousData })
  const all = useQuery(groupsQuery(clusterId, groupTotal))
  return (
    <>
      <GroupsHeadline clusterId={clusterId} total={all.data?.data.total ?? null} />
      <ListToolbar
        shown={query.data?.data.total ?? null}
        total={all.data?.data.total ?? null}
        note={list.sort === WORST_FIRST ? 'sorted by what hurts most' : undefined}
        csvHref={api.groups(clusterId, { ...params, page: null, pageSize: null, format: 'csv' })}
      >
        <GroupFilters list={list} />
      </ListToolbar>
      <WarningList warnings={query.data?.warnings ?? []} />
      <section aria-label="Groups" className="panel overflow-clip">
        <QueryPanel
          query={query}
          what="Groups"
          skeleton={<TableSkeleton rows={12} />}
          empty={(answer) => emptyGroups(answer, list.filtered, list.clear)}
        >
          {({ data }) => (
            <>
              <DataTable
                label="Groups"
                columns={groupColumns}
                rows={data.items}
                rowKey={(item) => item.id}
                rowHref={(item) => paths.group(clusterId, item.id)}
                rowTone={(item) => (item.status === 'critical' ? 'critical' : null)}
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
