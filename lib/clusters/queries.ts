import { queryOptions } from '@tanstack/react-query'
import type { HistoryAnswer } from '../history/schema.ts'
import { fetchAnswer } from '../http/fetcher.ts'
import type { RangeParams } from '../http/params.ts'
import type { Page } from '../http/schema.ts'
import { api } from '../paths.ts'
import type { ClusterDetail, ClusterItem } from './schema.ts'

export type ClusterMetric = 'lag' | 'records' | 'disk'

/** Every configured cluster, also those that nobody could reach yet. */
export const clustersQuery = () =>
  queryOptions({
    queryKey: ['clusters'],
    queryFn: ({ signal }) => fetchAnswer<Page<ClusterItem>>(api.clusters(), { signal }),
  })

/** One cluster with its checks and what needs attention. */
export const clusterQuery = (clusterId: string) =>
  queryOptions({
    queryKey: ['clusters', clusterId],
    queryFn: ({ signal }) => fetchAnswer<ClusterDetail>(api.cluster(clusterId), { signal }),
  })

/** Series of the cluster: lag by group, records per second by topic, disk by broker. */
export const clusterHistoryQuery = (
  clusterId: string,
  params: RangeParams & { metric: ClusterMetric },
) =>
  queryOptions({
    queryKey: ['clusters', clusterId, 'history', params],
    queryFn: ({ signal }) =>
      fetchAnswer<HistoryAnswer>(api.clusterHistory(clusterId, params), { signal }),
  })

/**
 * A person asks for a refresh: the server polls the brokers once (many who ask at once share one
 * poll) and answers the cluster. A mutation function, not a query.
 */
export const refreshCluster = (clusterId: string) =>
  fetchAnswer<ClusterDetail>(api.refresh(clusterId), { method: 'POST' })
