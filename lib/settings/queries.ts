import { queryOptions } from '@tanstack/react-query'
import { fetchAnswer } from '../http/fetcher.ts'
import { api } from '../paths.ts'
import type { Storage } from './schema.ts'

/** What history takes on disk and how long it is kept. */
export const storageQuery = () =>
  queryOptions({
    queryKey: ['settings', 'storage'],
    queryFn: ({ signal }) => fetchAnswer<Storage>(api.storage(), { signal }),
  })
