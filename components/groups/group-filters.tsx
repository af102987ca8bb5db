'use client'
import { MoreFilters } from '@/components/data/more-filters'
import { SearchField } from '@/components/data/search-field'
import type { useListState } from '@/components/data/use-list-state'
import { FilterSelect } from '@/components/ui/filter-select'
import { type GroupFilter, groupFilters } from './group-list-params'

type GroupListState = ReturnType<typeof useListState<GroupFilter>>

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

/** Text, four choices, and the topic that a link came with; on a phone the choices wait behind a button. */
export const GroupFilters = ({ list }: { list: GroupListState }) => {
  const select = (name: keyof typeof options, label: string) => (
    <FilterSelect
      label={label}
      value={list.filter(name)}
      options={withPresent(options[name], list.filter(name))}
      onChange={(value) => list.setFilter(name, value)}
    />
  )
  const topic = list.filter('topic')
  return (
    <>
      <SearchField label="Filter by group or topic" value={list.search} onChange={list.setSearch} />
      <MoreFilters
        active={Object.keys(groupFilters).some((name) => list.filter(name as GroupFilter) !== '')}
      >
        {topic === '' ? null : (
          <FilterSelect
            label="Topic"
            value={topic}
            options={[any, { value: topic, label: topic }]}
            onChange={(value) => list.setFilter('topic', value)}
          />
        )}
        {select('status', 'Status')}
        {select('state', 'State')}
        {select('type', 'Type')}
        {select('minLag', 'Lag over')}
      </MoreFilters>
    </>
  )
}
