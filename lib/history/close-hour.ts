import { setImmediate as breathe } from 'node:timers/promises'
import type pg from 'pg'
import { readTransaction, transaction } from '../db/pool.ts'
import { encodeChunk } from './chunk.ts'
import { holdLease, type Lease } from './lease.ts'
import { ensurePartition } from './partitions.ts'
import { encodeTimes, HOUR_MS, readWindow } from './read-hours.ts'
import type { SeriesRef } from './read-ticks.ts'
import { mergeTops, type Top } from './top.ts'

/** Series handled at once: a few megabytes, and some tens of milliseconds in which a tick may wait. */
const BATCH = 50

/** Hours with polls not closed yet that ended before `now - graceMs`, oldest first. */
export const hoursToClose = async (
  pool: pg.Pool,
  clusterKey: number,
  now: number,
  graceMs: number,
): Promise<number[]> => {
  const before = Math.floor((now - graceMs) / HOUR_MS) * HOUR_MS
  const { rows } = await pool.query<{ hour: Date }>(
    `SELECT DISTINCT date_trunc('hour', at, 'UTC') AS hour FROM history.tick
     WHERE cluster_key = $1 AND at < $2 ORDER BY hour`,
    [clusterKey, new Date(before)],
  )
  return rows.map((row) => row.hour.getTime())
}

/**
 * Series that have a place in the cluster's vector or, when the hour was closed before, a chunk of it:
 * in the order of their slots, so that a batch is one slice.
 */
const seriesInOrder = async (
  client: pg.ClientBase,
  clusterKey: number,
  hour: number,
): Promise<SeriesRef[]> => {
  const { rows } = await client.query<SeriesRef>(
    `WITH placed AS (
       SELECT series_key AS key, min(start) AS start FROM history.slot
       WHERE cluster_key = $1 GROUP BY 1),
     closed AS (SELECT series_key AS key FROM history.chunk WHERE hour = $2)
     SELECT s.key, s.kind FROM history.series s LEFT JOIN placed USING (key) LEFT JOIN closed USING (key)
     WHERE s.cluster_key = $1 AND (placed.key IS NOT NULL OR closed.key IS NOT NULL)
     ORDER BY placed.start`,
    [clusterKey, new Date(hour)],
  )
  return rows
}

const storeChunks = (client: pg.ClientBase, hour: number, chunks: Map<number, Buffer>) =>
  client.query(
    `INSERT INTO history.chunk (series_key, hour, data)
     SELECT key, $1, data FROM unnest($2::int[], $3::bytea[]) AS t (key, data)
     ON CONFLICT (series_key, hour) DO UPDATE SET data = excluded.data`,
    [new Date(hour), [...chunks.keys()], [...chunks.values()]],
  )

/** `reader` sees one moment of the hour throughout; `writer` commits the whole change at once. */
type Connections = { reader: pg.ClientBase; writer: pg.ClientBase }

const closeBatch = async (
  { reader, writer }: Connections,
  clusterKey: number,
  hour: number,
  refs: readonly SeriesRef[],
) => {
  const block = await readWindow(reader, clusterKey, refs, hour, hour + HOUR_MS)
  const chunks = new Map<number, Buffer>()
  for (const [key, columns] of block.series) {
    const known = columns.some(({ values }) => values.some((value) => !Number.isNaN(value)))
    if (known) chunks.set(key, encodeChunk(columns))
  }
  if (chunks.size > 0) await storeChunks(writer, hour, chunks)
}

const storedTops = async (client: pg.ClientBase, clusterKey: number, hour: number) => {
  const { rows } = await client.query<{ top: Top }>(
    `SELECT top FROM history.tick WHERE cluster_key = $1 AND at >= $2 AND at < $3
     UNION ALL SELECT top FROM history.hour WHERE cluster_key = $1 AND hour >= $2 AND hour < $3`,
    [clusterKey, new Date(hour), new Date(hour + HOUR_MS)],
  )
  return mergeTops(rows.map((row) => row.top))
}

const closeWithin = async (on: Connections, lease: Lease, clusterKey: number, hour: number) => {
  const { times, tickMs } = await readWindow(on.reader, clusterKey, [], hour, hour + HOUR_MS)
  const refs = await seriesInOrder(on.reader, clusterKey, hour)
  for (let i = 0; i < refs.length; i += BATCH) {
    await closeBatch(on, clusterKey, hour, refs.slice(i, i + BATCH))
    await breathe()
  }
  const top = JSON.stringify(await storedTops(on.reader, clusterKey, hour))
  await holdLease(on.writer, lease) // last: until here ticks go on
  await on.writer.query(
    `INSERT INTO history.hour (cluster_key, hour, ticks, times, top) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (cluster_key, hour) DO UPDATE
     SET ticks = excluded.ticks, times = excluded.times, top = excluded.top`,
    [clusterKey, new Date(hour), times.length, encodeTimes(hour, times, tickMs), top],
  )
  await on.writer.query('DELETE FROM history.tick WHERE cluster_key = $1 AND at = ANY($2)', [
    clusterKey,
    Array.from(times, (time) => new Date(time)),
  ])
  // Places that no poll needs any more: a newer layout took over.
  await on.writer.query(
    `DELETE FROM history.slot WHERE cluster_key = $1
     AND layout < (SELECT max(layout) FROM history.slot WHERE cluster_key = $1)
     AND layout NOT IN (SELECT DISTINCT layout FROM history.tick WHERE cluster_key = $1)`,
    [clusterKey],
  )
}

/**
 * Turns an hour's polls into one chunk a series and removes them, in one commit: readers see the one
 * or the other, and a crash in between leaves everything as it was. An hour closed before takes in
 * polls that came late; a poll stored meanwhile stays for the next round.
 * @throws FenceRefused when the cluster was taken over meanwhile; then nothing has changed.
 */
export const closeHour = async (
  pool: pg.Pool,
  lease: Lease,
  clusterKey: number,
  hour: number,
): Promise<void> => {
  await ensurePartition(pool, 'chunk', hour)
  await ensurePartition(pool, 'hour', hour)
  await readTransaction(pool, (reader) =>
    transaction(pool, (writer) => closeWithin({ reader, writer }, lease, clusterKey, hour)),
  )
}
