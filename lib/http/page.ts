import { randomUUID } from 'node:crypto'
import { type DehydratedState, dehydrate, QueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { createContext, REQUEST_MS } from './context.ts'
import { appErrorOf } from './failure.ts'
import { logFailure } from './observe.ts'
import type { Answer } from './schema.ts'

/** One query a page wants answered before it is sent, by the same verb its route calls. */
export type Seed = { queryKey: readonly unknown[]; load: () => Promise<Answer<unknown>> }

/**
 * A seed: the query the component will use, and the verb that answers it. The key must come from the
 * same parameters, or the browser asks again.
 */
export const seed = (
  query: { queryKey: readonly unknown[] },
  load: () => Promise<Answer<unknown>>,
): Seed => ({ queryKey: query.queryKey, load })

/**
 * Reads what a list's or a history's schema makes of an address. What does not parse is left to the
 * browser's own request, whose refusal names the field: null.
 */
export function inputOf<S extends z.ZodType>(
  schema: S,
  params: Record<string, string | number | boolean | undefined | null>,
): z.output<S> | null {
  const given = Object.entries(params).filter(([, v]) => v !== undefined && v !== null && v !== '')
  const result = schema.safeParse(Object.fromEntries(given.map(([key, v]) => [key, String(v)])))
  return result.success ? result.data : null
}

/**
 * Answers the seeds side by side within 2 s and hands them over for hydration; one that fails or is
 * late is left to the browser, which shows why. Throws only `not_found`, for the page's `notFound()`.
 */
export async function prefetch(seeds: (ctx: Context) => Seed[]): Promise<DehydratedState> {
  const requestId = randomUUID()
  const client = new QueryClient()
  const loads = seeds(createContext(requestId)).map(async ({ queryKey, load }) => {
    try {
      client.setQueryData(queryKey, await load())
    } catch (error) {
      const failure = appErrorOf(error)
      if (failure.code === 'internal') logFailure(requestId, `page ${queryKey.join('/')}`, error)
      if (failure.code === 'not_found') throw failure
    }
  })
  await inTime(Promise.all(loads))
  return dehydrate(client)
}

async function inTime(work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, REQUEST_MS)
  try {
    await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
    work.catch(() => undefined)
  }
}

/** Whether an error of `prefetch` means that the page's thing does not exist. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'not_found'
