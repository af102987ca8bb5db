import { queryOptions } from '@tanstack/react-query'
import type { HistoryAnswer } from '../history/schema.ts'
import { fetchAnswer } from '../http/fetcher.ts'
import type { ListParams, RangeParams } from '../http/params.ts'
import type { Page } from '../http/schema.ts'
import { api } from '../paths.ts'
import type { TopicDetail, TopicItem } from './schema.ts'

/** `internal`: only internal ones, or none of them; `policy`: compact, delete or both by comma. */
export type TopicListParams = ListParams & {
  internal?: boolean
  onlyBad?: boolean
  policy?: string
}

/** Sorted by name unless `sort` says otherwise. */
export const topicsQuery = (clusterId: string, params: TopicListParams = {}) =>
  queryOptions({
    queryKey: ['clusters', clusterId, 'topics', params],
    queryFn: ({ signal }) =>
      fetchAnswer<Page<TopicItem>>(api.topics(clusterId, params), { signal }),
  })

/** One topic: partitions, configuration as the broker says it now, groups that read it. */
export const topicQuery = (clusterId: string, name: string) =>
  queryOptions({
    queryKey: ['clusters', clusterId, 'topic', name],
    queryFn: ({ signal }) => fetchAnswer<TopicDetail>(api.topic(clusterId, name), { signal }),
  })

/** Records per second of one topic. */
export const topicHistoryQuery = (clusterId: string, name: string, range: RangeParams = {}) =>
  queryOptions({
    queryKey: ['clusters', clusterId, 'topic', name, 'history', range],
    queryFn: ({ signal }) =>
      fetchAnswer<HistoryAnswer>(api.topicHistory(clusterId, name, range), { signal }),
  })
