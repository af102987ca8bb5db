import type { Column } from './chunk.ts'

/** Consecutive polls of a cluster with the columns of some series; every column has one value a poll. */
export type Block = {
  /** Epoch milliseconds, ascending. */
  times: Float64Array
  /** The tick that was in force at each. */
  tickMs: Float64Array
  series: Map<number, Column[]>
}

/** A column of `length` unknown values. */
export const unknownColumn = (length: number): Column => ({
  base: 0n,
  values: new Float64Array(length).fill(Number.NaN),
})

const firstKnownBase = (columns: readonly (Column | undefined)[]): bigint =>
  columns.find((column) => column?.values.some((value) => !Number.isNaN(value)))?.base ?? 0n

/**
 * Joins a column over blocks into `values`; where a block lacks it, it is unknown. Differences of bases
 * must fit a double. Returns the base.
 */
const joinInto = (
  values: Float64Array,
  parts: { column: Column | undefined; length: number }[],
): bigint => {
  const base = firstKnownBase(parts.map((part) => part.column))
  let at = 0
  for (const { column, length } of parts) {
    if (!column) values.fill(Number.NaN, at, at + length)
    else if (column.base === base) values.set(column.values, at)
    else {
      const shift = Number(column.base - base)
      for (let i = 0; i < length; i++) values[at + i] = (column.values[i] as number) + shift
    }
    at += length
  }
  return base
}

const concatenate = (arrays: Float64Array[]): Float64Array => {
  const joined = new Float64Array(arrays.reduce((sum, array) => sum + array.length, 0))
  let at = 0
  for (const array of arrays) {
    joined.set(array, at)
    at += array.length
  }
  return joined
}

/** The places to keep so that times ascend without repeats; null when they do already. */
const inOrder = (times: Float64Array): number[] | null => {
  const ascending = times.every((time, i) => i === 0 || time > (times[i - 1] as number))
  if (ascending) return null
  const order = [...times.keys()].sort(
    (a, b) => (times[a] as number) - (times[b] as number) || a - b,
  )
  return order.filter((place, i) => i === 0 || times[place] !== times[order[i - 1] as number])
}

const pick = (values: Float64Array, places: readonly number[]): Float64Array =>
  Float64Array.from(places, (place) => values[place] as number)

/**
 * One block out of several. A poll that came late, from the spool, is put in its place; of two
 * records of the same poll the one in the earlier block stays.
 */
export const joinBlocks = (blocks: readonly Block[]): Block => {
  const keys = new Set(blocks.flatMap((block) => [...block.series.keys()]))
  const times = concatenate(blocks.map((block) => block.times))
  const tickMs = concatenate(blocks.map((block) => block.tickMs))
  const series = new Map<number, Column[]>()
  for (const key of keys) {
    const width = Math.max(...blocks.map((block) => block.series.get(key)?.length ?? 0))
    const all = new Float64Array(width * times.length)
    const columns = Array.from({ length: width }, (_, c) => {
      const values = all.subarray(c * times.length, (c + 1) * times.length)
      const parts = blocks.map((block) => ({
        column: block.series.get(key)?.[c],
        length: block.times.length,
      }))
      return { base: joinInto(values, parts), values }
    })
    series.set(key, columns)
  }
  const order = inOrder(times)
  if (!order) return { times, tickMs, series }
  for (const [key, columns] of series) {
    series.set(
      key,
      columns.map(({ base, values }) => ({ base, values: pick(values, order) })),
    )
  }
  return { times: pick(times, order), tickMs: pick(tickMs, order), series }
}
