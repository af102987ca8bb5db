import { queryOptions } from '@tanstack/react-query'
import { fetchAnswer } from '../http/fetcher.ts'
import { api } from '../paths.ts'
import type { EventPage } from './schema.ts'

/** Newest first; `cursor` is the `nextCursor` of the page before; `kind` several joined by commas. */
export type EventListParams = {
  group?: string
  topic?: string
  broker?: number
  kind?: string
  from?: string
  to?: string
  cursor?: string
  limit?: number
}

/** What changed in the cluster, as seen between two polls. */
export const eventsQuery = (clusterId: string, params: EventListParams = {}) =>
  queryOptions({
    queryKey: ['clusters', clusterId, 'events', params],
    queryFn: ({ signal }) => fetchAnswer<EventPage>(api.events(clusterId, params), { signal }),
  })
