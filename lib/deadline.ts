import { AppError } from './errors.ts'

/**
 * The work's result, or `database_unavailable` when `ms` are up first; the work is left to end by
 * itself. The pool has limits of its own; this one is the request's.
 */
export async function answeredWithin<T>(work: Promise<T>, ms: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const refuse = () => reject(new AppError('database_unavailable', 'Postgres does not answer'))
  const timer = setTimeout(refuse, Math.max(0, ms))
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
    // Whoever lost the race must not end the process as an unhandled rejection.
    work.catch(() => undefined)
  }
}
