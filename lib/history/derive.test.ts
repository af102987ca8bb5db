import { describe, expect, it } from 'vitest'
import type { Column } from './chunk.ts'
import { growthOf, lagOf, perSecond, splitSum } from './derive.ts'

const column = (base: bigint, values: (number | null)[]): Column => ({
  base,
  values: Float64Array.from(values, (value) => value ?? Number.NaN),
})
const list = (values: Float64Array | undefined) =>
  Array.from(values ?? [], (value) => (Number.isNaN(value) ? null : value))
/** A topic's columns: the end of each partition, and its start. */
const topic = (...ends: Column[]) => ends.flatMap((end) => [end, column(0n, [])])

describe('lag out of stored offsets', () => {
  it('is exact whatever the bases are', () => {
    const far = 2n ** 60n
    const { lag } = lagOf(2, [column(far, [0, 5])], topic(column(far + 100n, [0, 3])))
    expect(list(lag)).toEqual([100, 98])
  })

  it('sums partitions with a commit, and leaves out those never committed', () => {
    const commits = [column(0n, [10, 10]), column(0n, [null, null])]
    const { lag, unknown } = lagOf(2, commits, topic(column(0n, [12, 13]), column(0n, [50, 50])))
    expect(list(lag)).toEqual([2, 3])
    expect(list(unknown)).toEqual([0, 0])
  })

  it('is unknown, not smaller, while the end of one partition is unknown', () => {
    const commits = [column(0n, [10, 10]), column(0n, [10, 10])]
    const { lag, unknown } = lagOf(2, commits, topic(column(0n, [15, 15]), column(0n, [90, null])))
    expect(list(lag)).toEqual([85, null])
    expect(list(unknown)).toEqual([0, 1])
  })

  it('does not count a commit ahead of the end, and never goes below zero', () => {
    const commits = [column(0n, [100]), column(0n, [10])]
    const { lag, unknown } = lagOf(1, commits, topic(column(0n, [7]), column(0n, [14])))
    expect(list(lag)).toEqual([4])
    expect(list(unknown)).toEqual([1])
  })

  it('is unknown for a topic of which nothing is stored', () => {
    expect(list(lagOf(1, [column(0n, [100])], []).lag)).toEqual([null])
  })
})

describe('growth between polls', () => {
  const times = (...seconds: number[]) => ({
    times: Float64Array.from(seconds, (s) => s * 1000),
    tickMs: new Float64Array(seconds.length).fill(15_000),
  })

  it('begins with the second poll, and is per second of real time', () => {
    const at = times(0, 15, 35)
    const growth = growthOf(at, [column(0n, [0, 30, 90]), column(7n, [0, 0, 20])])
    expect(list(growth)).toEqual([null, 30, 80])
    expect(list(perSecond(at, growth))).toEqual([null, 2, 4])
  })

  it('is not told across a hole in time', () => {
    expect(list(growthOf(times(0, 15, 600), [column(0n, [0, 1, 9000])]))).toEqual([null, 1, null])
  })

  it('of an offset that fell is nothing, and of one that is unknown is left out', () => {
    const fell = column(0n, [100, 4, 6])
    const silent = column(0n, [5, null, 9])
    expect(list(growthOf(times(0, 15, 30), [fell, silent]))).toEqual([null, 0, 2])
    expect(list(growthOf(times(0, 15, 30), [silent]))).toEqual([null, null, null])
  })
})

describe('a sum that misses a part', () => {
  it('is told apart from a whole one', () => {
    const { whole, atLeast } = splitSum(Float64Array.of(5, 6, 7), (i) => (i === 1 ? 2 : 0))
    expect(list(whole)).toEqual([5, null, 7])
    expect(list(atLeast)).toEqual([null, 6, null])
  })
})
