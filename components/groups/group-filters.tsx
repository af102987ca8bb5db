'use client'
import { MoreFilters } from '@/components/data/more-filters'
import { SearchField } from '@/components/data/search-field'
import type { useListState } from '@/components/data/use-list-state'
import { FilterSelect } from '@/components/ui/filter-select'
import type { GroupListParams } from '@/lib/groups/queries'

/** The filters of the groups list by their name in the URL, with their value when nothing is chosen. */
export const groupFilters = { state: '', type: '', status: '', minLag: '', topic: '' }
type GroupFilter = keyof typeof groupFilters
export type GroupListState = ReturnType<typeof useListState<GroupFilter>>

const types = ['classic', 'consumer', 'share', 'streams', 'connect']
const same = (values: readonly string[]) => values.map((value) => ({ value, label: value }))
const any = { value: '', label: 'any' }

const options = {
  status: [
    any,
    { value: 'critical,warning,unknown,pending', label: 'needs a look' },
    { value: 'critical', label: 'critical' },
    { value: 'warning', label: 'warning' },
    { value: 'unknown', label: 'unknown' },
    { value: 'ok', label: 'OK' },
  ],
  state: [
    any,
    ...same(['Stable', 'Empty']),
    {
      value: 'PreparingRebalance,CompletingRebalance,Assigning,Reconciling',
      label: 'rebalancing',
    },
    ...same(['Dead']),
  ],
  type: [any, ...same(types)],
  minLag: [
    { value: '', label: 'any' },
    { value: '1', label: '0' },
    { value: '1001', label: '1,000' },
    { value: '10001', label: '10,000' },
    { value: '100001', label: '100,000' },
  ],
}

/** A value from a shared link that no option names still shows what the list is filtered by. */
const withPresent = (list: { value: string; label: string }[], value: string) =>
  list.some((option) => option.value === value) ? list : [...list, { value, label: value }]

/** What the URL says as parameters of the request; what is not chosen is left out. */
export const groupListParams = (list: GroupListState): GroupListParams => {
  const minLag = Number(list.filter('minLag'))
  const params: GroupListParams = { page: list.page, pageSize: list.pageSize }
  if (list.search) params.search = list.search
  if (list.sort) params.sort = list.sort
  for (const name of ['state', 'type', 'status', 'topic'] as const) {
    const value = list.filter(name)
    if (value) params[name] = value
  }
  if (Number.isFinite(minLag) && minLag > 0) params.minLag = minLag
  return params
}

/** Name, topic, and four choices; on a phone the choices wait behind a button. */
export const GroupFilters = ({ list }: { list: GroupListState }) => {
  const select = (name: keyof typeof options, label: string) => (
    <FilterSelect
      label={label}
      value={list.filter(name)}
      options={withPresent(options[name], list.filter(name))}
      onChange={(value) => list.setFilter(name, value)}
    />
  )
  return (
    <>
      <SearchField label="Filter by name" value={list.search} onChange={list.setSearch} />
      <MoreFilters
        active={Object.keys(groupFilters).some((name) => list.filter(name as GroupFilter) !== '')}
      >
        <SearchField
          label="Topic"
          className="w-36"
          value={list.filter('topic')}
          onChange={(topic) => list.setFilter('topic', topic)}
        />
        {select('status', 'Status')}
        {select('state', 'State')}
        {select('type', 'Type')}
        {select('minLag', 'Lag over')}
      </MoreFilters>
    </>
  )
}
