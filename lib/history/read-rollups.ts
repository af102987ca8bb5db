import type pg from 'pg'
import { decodeChunk } from './chunk.ts'
import type { SeriesRef } from './read-ticks.ts'
import { type Block, joinBlocks } from './window.ts'

export const DAY_MS = 86_400_000
export const BUCKET_MS = 300_000
export const BUCKETS = DAY_MS / BUCKET_MS

/** The starts of a day's five-minute buckets. */
export const bucketTimes = (day: number): Float64Array =>
  Float64Array.from({ length: BUCKETS }, (_, i) => day + i * BUCKET_MS)

/** Days that are rolled up whole and touch [from, to), oldest first. */
export const rolledDays = async (
  client: pg.ClientBase,
  clusterKey: number,
  from: number,
  to: number,
): Promise<number[]> => {
  const { rows } = await client.query<{ day: Date }>(
    `SELECT day FROM history.day WHERE cluster_key = $1 AND day >= $2 AND day < $3 ORDER BY day`,
    [clusterKey, new Date(Math.floor(from / DAY_MS) * DAY_MS), new Date(to)],
  )
  return rows.map((row) => row.day.getTime())
}

/** Rolled-up numbers of some series over some days: one block, its times the buckets' starts. */
export const readRollups = async (
  client: pg.ClientBase,
  refs: readonly SeriesRef[],
  days: readonly number[],
): Promise<Block> => {
  const blocks = new Map<number, Block>(
    days.map((day) => [
      day,
      {
        times: bucketTimes(day),
        tickMs: new Float64Array(BUCKETS).fill(BUCKET_MS),
        series: new Map(),
      },
    ]),
  )
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return joinBlocks([])
  const { rows } = await client.query<{ series_key: number; day: Date; data: Buffer }>(
    `SELECT series_key, day, data FROM history.rollup
     WHERE series_key = ANY($1::int[]) AND day >= $2 AND day <= $3`,
    [refs.map((ref) => ref.key), new Date(first), new Date(last)],
  )
  for (const { series_key, day, data } of rows) {
    blocks.get(day.getTime())?.series.set(series_key, decodeChunk(data))
  }
  return joinBlocks([...blocks.values()])
}
