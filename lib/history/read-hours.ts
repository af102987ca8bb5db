import type pg from 'pg'
import { type Column, decodeChunk, encodeChunk } from './chunk.ts'
import { readTicks, type SeriesRef } from './read-ticks.ts'
import { type Block, joinBlocks } from './window.ts'

export const HOUR_MS = 3_600_000

/** The times and ticks of an hour's polls as the bytes stored once for all its series. */
export const encodeTimes = (hour: number, times: Float64Array, tickMs: Float64Array): Buffer =>
  encodeChunk([
    { base: BigInt(hour), values: times.map((time) => time - hour) },
    { base: 0n, values: tickMs },
  ])

const absolute = (column: Column | undefined): Float64Array => {
  const base = Number(column?.base ?? 0n)
  return (column?.values ?? new Float64Array()).map((value) => value + base)
}

/** Numbers of some series from the closed hours that touch [from, to). */
export const readHours = async (
  client: pg.ClientBase,
  clusterKey: number,
  refs: readonly SeriesRef[],
  from: number,
  to: number,
): Promise<Block[]> => {
  const first = new Date(Math.floor(from / HOUR_MS) * HOUR_MS)
  const hours = await client.query<{ hour: Date; times: Buffer }>(
    `SELECT hour, times FROM history.hour
     WHERE cluster_key = $1 AND hour >= $2 AND hour < $3 ORDER BY hour`,
    [clusterKey, first, new Date(to)],
  )
  if (hours.rows.length === 0) return []
  const blocks = new Map<number, Block>()
  for (const { hour, times } of hours.rows) {
    const [at, tick] = decodeChunk(times)
    blocks.set(hour.getTime(), { times: absolute(at), tickMs: absolute(tick), series: new Map() })
  }
  const chunks = await client.query<{ series_key: number; hour: Date; data: Buffer }>(
    `SELECT series_key, hour, data FROM history.chunk
     WHERE series_key = ANY($1::int[]) AND hour >= $2 AND hour < $3`,
    [refs.map((ref) => ref.key), first, new Date(to)],
  )
  for (const { series_key, hour, data } of chunks.rows) {
    blocks.get(hour.getTime())?.series.set(series_key, decodeChunk(data))
  }
  return [...blocks.values()]
}

/**
 * Numbers of some series over [from, to): closed hours (whole ones, so a little more than asked) and
 * the polls not closed yet. Run it in a REPEATABLE READ transaction: an hour moves from the one to
 * the other in a single commit.
 */
export const readWindow = async (
  client: pg.ClientBase,
  clusterKey: number,
  refs: readonly SeriesRef[],
  from: number,
  to: number,
): Promise<Block> => {
  const hours = await readHours(client, clusterKey, refs, from, to)
  const ticks = await readTicks(client, clusterKey, refs, from, to)
  return joinBlocks([...hours, ticks])
}
