import { describe, expect, it } from 'vitest'
import { type ListSpec, listPage } from './list.ts'

type Row = { id: string; lag: number | null }

const SPEC: ListSpec<Row> = {
  search: (row) => [row.id],
  key: (row) => row.id,
  defaultSort: '-lag',
  sorts: { id: (row) => row.id, lag: (row) => row.lag },
}

const rows: Row[] = [
  { id: 'b', lag: null },
  { id: 'orders-10', lag: 5 },
  { id: 'a', lag: null },
  { id: 'orders-2', lag: 5 },
  { id: 'Zeta', lag: 0 },
]

const ids = (request: Parameters<typeof listPage>[1], keep?: (row: Row) => boolean) =>
  listPage(rows, request, SPEC, keep).items.map((row) => row.id)

describe('a list', () => {
  it.each([
    ['-lag', ['orders-2', 'orders-10', 'Zeta', 'a', 'b'], 'unknown stands last, not as zero'],
    ['lag', ['Zeta', 'orders-2', 'orders-10', 'a', 'b'], 'unknown stands last upwards too'],
    ['id', ['a', 'b', 'orders-2', 'orders-10', 'Zeta'], 'numbers in names count as numbers'],
    ['-id', ['Zeta', 'orders-10', 'orders-2', 'b', 'a'], 'descending'],
  ])('sorted by %s: %j (%s)', (sort, expected) => {
    expect(ids({ sort })).toEqual(expected)
  })

  it('refuses an unknown sort and names those there are', () => {
    expect(() => ids({ sort: 'constructor' })).toThrow(/sort: unknown; one of id, lag/)
  })

  it('never repeats or skips a row from page to page', () => {
    const seen = [1, 2, 3].flatMap((page) => ids({ page, pageSize: 2 }))
    expect(seen).toEqual(ids({ pageSize: 5 }))
  })

  it('answers an empty page beyond the end, with the total of all that match', () => {
    expect(listPage(rows, { page: 9, search: 'ORDERS' }, SPEC)).toEqual({ items: [], total: 2 })
  })

  it('filters before it counts and pages', () => {
    const answer = listPage(rows, { pageSize: 1 }, SPEC, (row) => row.lag !== null)
    expect(answer).toEqual({ items: [{ id: 'orders-2', lag: 5 }], total: 3 })
  })

  it('answers all that match as CSV, and one page of it only when a page is asked', () => {
    const many = Array.from({ length: 120 }, (_, lag) => ({ id: `g${lag}`, lag }))
    expect(listPage(many, { format: 'csv' }, SPEC).items).toHaveLength(120)
    expect(listPage(many, { format: 'csv', pageSize: 20 }, SPEC).items).toHaveLength(20)
    expect(listPage(many, { format: 'json' }, SPEC).items).toHaveLength(50)
  })
})
