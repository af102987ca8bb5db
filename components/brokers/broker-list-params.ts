import type { ListParams } from '@/lib/http/params'

/** Clusters have few brokers: one page holds them all, and skew is measured against all. */
export const allBrokers: ListParams = { pageSize: 500 }

/** The list's state as parameters of its request, the same on the server and in the browser. */
export const brokerListParams = (list: { search: string; sort: string }): ListParams => ({
  sort: list.sort,
  pageSize: 500,
  ...(list.search ? { search: list.search } : {}),
})
