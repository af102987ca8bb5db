import { z } from 'zod'

/** ISO 8601 in UTC. Times are strings on every wire. */
export const isoTime = z.iso.datetime()
/** An int64 offset, as decimal text. */
export const offsetText = z.string().regex(/^-?\d+$/)

export const warning = z.object({
  /** A machine word: `broker_unreachable`, `stale`, `history_unavailable`, `partial_visibility`, `filtered`, … */
  code: z.string(),
  /** One sentence for the screen. */
  message: z.string(),
  /** What it concerns, e.g. `{ broker: 3 }`, `{ topic: 'orders.created' }`; empty for the whole cluster. */
  scope: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Warning = z.infer<typeof warning>

/** Every read answers this. `observedAt` is the time of the broker observation, null when there is none yet. */
export const answer = <T extends z.ZodType>(data: T) =>
  z.object({ data, observedAt: isoTime.nullable(), warnings: z.array(warning) })
export type Answer<T> = { data: T; observedAt: string | null; warnings: Warning[] }

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number().int() })
/** The columns of a list as CSV: every field of its items but the small drawings of the last hour. */
export const columnsOf = (item: z.ZodObject): string[] =>
  Object.keys(item.shape).filter((name) => !/spark$/i.test(name))
export type Page<T> = { items: T[]; total: number }

export const errorCode = z.enum([
  'invalid_input',
  'unauthenticated',
  'forbidden',
  'read_only',
  'not_found',
  'stale_plan',
  'plan_expired',
  'rate_limited',
  'kafka_unavailable',
  'database_unavailable',
  'internal',
])
export type ErrorCode = z.infer<typeof errorCode>

export const errorBody = z.object({
  error: z.object({
    code: errorCode,
    message: z.string(),
    details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    requestId: z.string(),
  }),
})
export type ErrorBody = z.infer<typeof errorBody>
