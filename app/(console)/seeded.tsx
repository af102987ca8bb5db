import { HydrationBoundary } from '@tanstack/react-query'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { isNotFound, prefetch } from '@/lib/http/page'

/**
 * A part of a page whose queries are answered before it is sent, so that its values can be read
 * before any script runs. A thing that does not exist is the 404 page.
 */
export const Seeded = async ({
  seeds,
  children,
}: {
  seeds: Parameters<typeof prefetch>[0]
  children: ReactNode
}) => {
  const state = await prefetch(seeds).catch((error: unknown) => {
    if (isNotFound(error)) notFound()
    throw error
  })
  return <HydrationBoundary state={state}>{children}</HydrationBoundary>
}
