import { queryOptions } from '@tanstack/react-query'
import type { HistoryAnswer } from '../history/schema.ts'
import { fetchAnswer } from '../http/fetcher.ts'
import type { ListParams, RangeParams } from '../http/params.ts'
import type { Page } from '../http/schema.ts'
import { api } from '../paths.ts'
import type { GroupDetail, GroupItem } from './schema.ts'

/** `state`, `type`, `status` take several values joined by commas; `minLag` in messages. */
export type GroupListParams = ListParams & {
  state?: string
  type?: string
  status?: string
  trend?: string
  minLag?: number
  topic?: string
  hideInternal?: boolean
}

/** Sorted by lag, worst first, unless `sort` says otherwise. */
export const groupsQuery = (clusterId: string, params: GroupListParams = {}) =>
  queryOptions({
    queryKey: ['clusters', clusterId, 'groups', params],
    queryFn: ({ signal }) =>
      fetchAnswer<Page<GroupItem>>(api.groups(clusterId, params), { signal }),
  })

/** One group: partitions joined to their owners, members, likely cause. */
export const groupQuery = (clusterId: string, groupId: string) =>
  queryOptions({
    queryKey: ['clusters', clusterId, 'group', groupId],
    queryFn: ({ signal }) => fetchAnswer<GroupDetail>(api.group(clusterId, groupId), { signal }),
  })

/** Lag of one group: total and by topic, in messages and seconds. */
export const groupHistoryQuery = (clusterId: string, groupId: string, range: RangeParams = {}) =>
  queryOptions({
    queryKey: ['clusters', clusterId, 'group', groupId, 'history', range],
    queryFn: ({ signal }) =>
      fetchAnswer<HistoryAnswer>(api.groupHistory(clusterId, groupId, range), { signal }),
  })
