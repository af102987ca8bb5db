import type { Millis, Observed } from './schema.ts'

/** A value just seen. */
export const known = <T>(value: T, observedAt: Millis): Observed<T> => ({
  value,
  observedAt,
  reason: null,
  last: null,
})

/** Never asked yet. */
export const neverAsked = <T>(reason: string | null = null): Observed<T> => ({
  value: null,
  observedAt: null,
  reason,
  last: null,
})

/** Asked and not answered: unknown now, with what was known before. */
export function notKnown<T>(before: Observed<T> | undefined, reason: string): Observed<T> {
  if (!before) return neverAsked(reason)
  const last =
    before.value !== null && before.observedAt !== null
      ? { value: before.value, observedAt: before.observedAt }
      : before.last
  return { value: null, observedAt: before.observedAt, reason, last }
}
