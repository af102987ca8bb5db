import { describe, expect, it } from 'vitest'
import { type Sample, seriesId } from './series.ts'
import {
  buildVector,
  emptyLayout,
  isWasteful,
  type Layout,
  planAdditions,
  UNKNOWN,
  withAdditions,
} from './vector.ts'

const topic = (id: string, offsets: (bigint | null)[]): Sample => ({
  kind: 'topic',
  subject: id,
  part: '',
  name: id,
  offsets,
})
const group = (id: string, values: (number | null)[]): Sample => ({
  kind: 'group',
  subject: id,
  part: '',
  name: '',
  values,
})

/** A layout after polls of these samples, as the store would keep it. */
const layoutAfter = (...polls: Sample[][]): Layout => {
  let layout = emptyLayout(1)
  let key = 0
  for (const samples of polls) {
    const { series, slots } = planAdditions(layout, samples)
    const keys = new Map(series.map((s) => [seriesId(s.kind, s.subject, s.part), ++key]))
    layout = withAdditions(layout, slots, keys)
  }
  return layout
}

const ints = (vector: Buffer) =>
  Array.from({ length: vector.length / 4 }, (_, i) => vector.readInt32LE(i * 4))

describe('the vector of a poll', () => {
  it('holds differences from the first offsets, and a mark where one is unknown', () => {
    const first = [topic('a', [5_000_000_000n, 10n])]
    const layout = layoutAfter(first)
    expect(ints(buildVector(layout, first))).toEqual([0, 0])
    expect(ints(buildVector(layout, [topic('a', [5_000_000_007n, null])]))).toEqual([7, UNKNOWN])
  })

  it('is unknown throughout for what the poll does not have', () => {
    const layout = layoutAfter([topic('a', [1n]), group('g', [4])])
    const vector = buildVector(layout, [])
    expect(vector.readInt32LE(0)).toBe(UNKNOWN)
    expect(vector.readDoubleLE(4)).toBeNaN()
  })

  it('keeps every number where it was when something is added', () => {
    const before = layoutAfter([topic('a', [1n, 2n])])
    const after = layoutAfter([topic('a', [1n, 2n])], [topic('a', [1n, 2n, 3n]), topic('b', [9n])])
    const samples = [topic('a', [4n, 4n, 4n]), topic('b', [9n])]
    expect(ints(buildVector(after, samples)).slice(0, 2)).toEqual([3, 2])
    expect(after.length).toBe(before.length + 8)
  })

  it('leaves the old place unknown when an offset needs a new base', () => {
    const far = 2n ** 40n
    const layout = layoutAfter([topic('a', [1n, 2n])], [topic('a', [far, null])])
    expect(ints(buildVector(layout, [topic('a', [far + 5n, 2n])]))).toEqual([
      UNKNOWN,
      UNKNOWN,
      5,
      0,
    ])
  })

  it.each([
    ['the largest difference', 2n ** 31n - 1n, 1],
    ['one more', 2n ** 31n, 2],
    ['the largest below', -(2n ** 31n) + 1n, 1],
    ['one that would look unknown', -(2n ** 31n), 2],
  ])('with %s takes the fewest places that are exact', (_, difference, places) => {
    const layout = layoutAfter([topic('a', [2n ** 33n])], [topic('a', [2n ** 33n + difference])])
    expect(layout.length / 4).toBe(places)
  })

  it('is wasteful when most of it belongs to what is gone, not when half is silent', () => {
    const many = Array.from({ length: 3000 }, (_, i) => topic(`t${i}`, [0n, 0n, 0n, 0n, 0n, 0n]))
    const layout = layoutAfter(many)
    expect(isWasteful(layout, many)).toBe(false)
    expect(isWasteful(layout, many.slice(0, 1500))).toBe(false)
    expect(isWasteful(layout, many.slice(0, 900))).toBe(true)
    expect(isWasteful(layoutAfter(many.slice(0, 10)), [])).toBe(false)
  })
})
