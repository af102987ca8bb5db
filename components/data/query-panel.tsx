'use client'
import type { ReactNode } from 'react'
import type { Answer } from '@/lib/http/schema'
import { type Empty, EmptyNote } from './empty-note'
import { ErrorNote } from './error-note'

/** What a panel needs of a TanStack query; `useQuery(…)` fits. */
export type PanelQuery<T> = {
  data: Answer<T> | undefined
  error: Error | null
  isFetching: boolean
  refetch: () => unknown
}

/**
 * From a query to pixels: a skeleton of the final size until there is data, an error with retry
 * when there is none, one of four kinds of empty, and otherwise the data, which stays on screen
 * while it is fetched again and when that fails (with a line that says so).
 */
export const QueryPanel = <T,>({
  query,
  what,
  skeleton,
  empty,
  children,
}: {
  query: PanelQuery<T>
  /** What is shown, for the error's sentence: `Groups`. */
  what: string
  skeleton: ReactNode
  empty?: (answer: Answer<T>) => Empty | null
  children: (answer: Answer<T>) => ReactNode
}) => {
  const { data, error } = query
  if (data === undefined) {
    if (error) return <ErrorNote what={what} error={error} query={query} />
    return (
      <div>
        <span role="status" className="sr-only">
          Loading {what}
        </span>
        {skeleton}
      </div>
    )
  }
  const nothing = empty?.(data) ?? null
  return (
    <>
      {error ? <ErrorNote what={what} error={error} query={query} since={data.observedAt} /> : null}
      {nothing ? <EmptyNote empty={nothing} /> : children(data)}
    </>
  )
}
