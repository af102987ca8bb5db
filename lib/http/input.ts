import { z } from 'zod'

/** What routes accept: shared pieces of the services' input schemas. Every schema is strict: an unknown name is 400. */

const MAX_PAGE_SIZE = 500
const TEXT_LIMIT = 500

/** `true` or `false` as a query string says it. */
export const flag = z.enum(['true', 'false', '1', '0']).transform((v) => v === 'true' || v === '1')

/** A whole number written in digits: `Number('')` and `Number('0x10')` would pass a plain coercion. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'a whole number')
  .transform(Number)

/** Several values joined by commas, each one of `values`. */
export const someOf = <T extends string>(values: readonly T[]) =>
  z
    .string()
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(z.enum(values)).min(1))

/** Several free words joined by commas. */
export const someText = z
  .string()
  .max(TEXT_LIMIT)
  .transform((text) => text.split(',').filter((part) => part !== ''))

export const clusterParams = z.strictObject({ clusterId: z.string().regex(/^[a-z0-9-]{1,40}$/) })
export type ClusterParams = z.output<typeof clusterParams>

export const format = z.enum(['json', 'csv']).default('json')

/** Every list. Without `page` and `pageSize`, JSON answers the first 50 and CSV all that match. */
export const listQuery = z.strictObject({
  search: z.string().max(TEXT_LIMIT).optional(),
  sort: z
    .string()
    .regex(/^-?[A-Za-z]{1,40}$/, 'a field name, with - before it for descending')
    .optional(),
  page: wholeNumber.pipe(z.number().min(1, 'counts from 1').max(1_000_000)).optional(),
  pageSize: wholeNumber.pipe(z.number().min(1).max(MAX_PAGE_SIZE)).optional(),
  format,
})
export type ListQuery = z.output<typeof listQuery>

const time = z.string().max(40)

/** Every history: resolved against the clock by `time-range.ts`. */
export const rangeQuery = z.strictObject({
  from: time.default('now-1h'),
  to: time.default('now'),
  points: wholeNumber.pipe(z.number().min(1).max(600)).default(300),
})
export type RangeQuery = z.output<typeof rangeQuery>
