import { queryOptions } from '@tanstack/react-query'
import type { HistoryAnswer } from '../history/schema.ts'
import { fetchAnswer } from '../http/fetcher.ts'
import type { ListParams, RangeParams } from '../http/params.ts'
import type { Page } from '../http/schema.ts'
import { api } from '../paths.ts'
import type { BrokerDetail, BrokerItem } from './schema.ts'

/** Sorted by id unless `sort` says otherwise. */
export const brokersQuery = (clusterId: string, params: ListParams = {}) =>
  queryOptions({
    queryKey: ['clusters', clusterId, 'brokers', params],
    queryFn: ({ signal }) =>
      fetchAnswer<Page<BrokerItem>>(api.brokers(clusterId, params), { signal }),
  })

/** One broker with the partitions it holds, the bad ones first. */
export const brokerQuery = (clusterId: string, brokerId: number) =>
  queryOptions({
    queryKey: ['clusters', clusterId, 'broker', brokerId],
    queryFn: ({ signal }) => fetchAnswer<BrokerDetail>(api.broker(clusterId, brokerId), { signal }),
  })

/** Disk by log dir, request p99 and reachability of one broker. */
export const brokerHistoryQuery = (clusterId: string, brokerId: number, range: RangeParams = {}) =>
  queryOptions({
    queryKey: ['clusters', clusterId, 'broker', brokerId, 'history', range],
    queryFn: ({ signal }) =>
      fetchAnswer<HistoryAnswer>(api.brokerHistory(clusterId, brokerId, range), { signal }),
  })
