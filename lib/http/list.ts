import { invalidInput } from '../errors.ts'
import type { Page } from './schema.ts'

export const PAGE_SIZE = 50

/** What can be sorted by; null is "not known" and stands last in both directions. */
export type SortValue = string | number | boolean | null

export type ListSpec<T> = {
  /** Texts that `search` looks into, without regard to case. */
  search: (item: T) => string[]
  sorts: Record<string, (item: T) => SortValue>
  /** `-` before a name for descending. */
  defaultSort: string
  /** Breaks ties, so that a page never repeats or skips a row. */
  key: (item: T) => string | number
}

/** The part of a list's query that concerns every list. */
export type ListRequest = {
  search?: string | undefined
  sort?: string | undefined
  page?: number | undefined
  pageSize?: number | undefined
  format?: 'json' | 'csv'
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

function compare(a: string | number | boolean, b: string | number | boolean): number {
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b)
  return Number(a) - Number(b)
}

function sorted<T>(items: readonly T[], sort: string, spec: ListSpec<T>): T[] {
  const descending = sort.startsWith('-')
  const name = descending ? sort.slice(1) : sort
  const value = Object.hasOwn(spec.sorts, name) ? spec.sorts[name] : undefined
  if (!value) {
    const known = Object.keys(spec.sorts).join(', ')
    throw invalidInput([{ field: 'sort', message: `unknown; one of ${known}` }])
  }
  const sign = descending ? -1 : 1
  const rows = items.map((item) => ({ item, value: value(item), key: spec.key(item) }))
  rows.sort((a, b) => {
    if (a.value === null || b.value === null) {
      if (a.value !== b.value) return a.value === null ? 1 : -1
    } else {
      const order = compare(a.value, b.value)
      if (order !== 0) return sign * order
    }
    return compare(a.key, b.key)
  })
  return rows.map((row) => row.item)
}

/** Orders already made of a list, by the list itself: it lives as long as its snapshot does. */
const orders = new WeakMap<readonly object[], Map<string, object[]>>()

function ordered<T extends object>(items: readonly T[], sort: string, spec: ListSpec<T>): T[] {
  const made = orders.get(items) ?? new Map<string, object[]>()
  orders.set(items, made)
  const known = made.get(sort)
  if (known) return known as T[]
  const order = sorted(items, sort, spec)
  made.set(sort, order)
  return order
}

/**
 * One page of a list: search, then filter, in the order asked for. `items` must be the same array
 * as long as its content is the same, for its orders are remembered. Throws `invalid_input` for an
 * unknown sort. A page beyond the end is empty and still says the total.
 */
export function listPage<T extends object>(
  items: readonly T[],
  request: ListRequest,
  spec: ListSpec<T>,
  keep: (item: T) => boolean = () => true,
): Page<T> {
  const needle = request.search?.trim().toLowerCase() ?? ''
  const found = (item: T): boolean =>
    needle === '' || spec.search(item).some((text) => text.toLowerCase().includes(needle))
  const order = ordered(items, request.sort ?? spec.defaultSort, spec)
  const matching = order.filter((item) => keep(item) && found(item))
  const wantsAll =
    request.format === 'csv' && request.page === undefined && request.pageSize === undefined
  if (wantsAll) return { items: matching, total: matching.length }
  const size = request.pageSize ?? PAGE_SIZE
  const first = ((request.page ?? 1) - 1) * size
  return { items: matching.slice(first, first + size), total: matching.length }
}
