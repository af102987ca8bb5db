import type { GroupListParams } from '@/lib/groups/queries'

/** Data lost first, then what is about to be, then critical, unknown, warning; by lag within each. */
export const WORST_FIRST = '-hurt'

/** The filters of the groups list by their name in the URL, with their value when nothing is chosen. */
export const groupFilters = { state: '', type: '', status: '', minLag: '', topic: '' }
export type GroupFilter = keyof typeof groupFilters

/** One row, for the total of all groups. */
export const groupTotal: GroupListParams = { pageSize: 1 }

/** The first row of the groups that are not OK tells the worst, its total how many there are. */
export const troubledGroups: GroupListParams = {
  status: 'critical,warning,unknown,pending',
  sort: WORST_FIRST,
  pageSize: 1,
}

/**
 * The list's state as parameters of its request, the same on the server and in the browser; what is
 * not chosen is left out.
 */
export const groupListParams = (list: {
  search: string
  sort: string
  page: number
  pageSize: number
  filter: (name: GroupFilter) => string
}): GroupListParams => {
  const params: GroupListParams = { sort: list.sort, page: list.page, pageSize: list.pageSize }
  if (list.search) params.search = list.search
  for (const name of ['state', 'type', 'status', 'topic'] as const) {
    const value = list.filter(name)
    if (value) params[name] = value
  }
  const minLag = Number(list.filter('minLag'))
  if (Number.isFinite(minLag) && minLag > 0) params.minLag = minLag
  return params
}
