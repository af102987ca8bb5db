import type pg from 'pg'
import { transaction } from '../db/pool.ts'
import { dropPartition, listPartitions, type PartitionedTable, partitioned } from './partitions.ts'

const HOUR = 3_600_000
const DAY = 86_400_000

export type Keep = { rawHours: number; rollupDays: number }

/** A day that could not be rolled up is not kept for ever: after this long its polls go all the same. */
const UNROLLED_DAYS = 7

const rolledEverywhere = async (pool: pg.Pool, day: number): Promise<boolean> => {
  const { rows } = await pool.query<{ missing: boolean }>(
    `SELECT EXISTS (
       SELECT FROM history.hour h WHERE h.hour >= $1 AND h.hour < $2 AND NOT EXISTS (
         SELECT FROM history.day d WHERE d.cluster_key = h.cluster_key AND d.day = $1)) AS missing`,
    [new Date(day), new Date(day + DAY)],
  )
  return rows[0]?.missing === false
}

const isEmpty = async (pool: pg.Pool, name: string): Promise<boolean> => {
  const { rows } = await pool.query<{ some: boolean }>(
    `SELECT EXISTS (SELECT FROM history.${name}) AS some`,
  )
  return rows[0]?.some === false
}

/** Whether a partition that begins at `from` may go. */
const isOver = async (
  pool: pg.Pool,
  table: PartitionedTable,
  partition: { name: string; from: number },
  keep: Keep,
  now: number,
): Promise<boolean> => {
  const age = now - (partition.from + partitioned[table])
  const raw = keep.rawHours * HOUR
  if (table === 'tick') return age > 2 * HOUR && (age > raw || isEmpty(pool, partition.name))
  if (table === 'chunk' || table === 'hour') {
    if (age <= raw) return false
    return age > raw + UNROLLED_DAYS * DAY || rolledEverywhere(pool, partition.from)
  }
  return age > keep.rollupDays * DAY
}

/** Names of things that have no number left anywhere. It looks at every partition, once a day. */
const forgetSeries = (pool: pg.Pool) =>
  transaction(pool, async (client) => {
    await client.query("SET LOCAL statement_timeout = '60s'")
    const text = `DELETE FROM history.series s
      WHERE NOT EXISTS (SELECT FROM history.slot l WHERE l.series_key = s.key)
        AND NOT EXISTS (SELECT FROM history.chunk c WHERE c.series_key = s.key)
        AND NOT EXISTS (SELECT FROM history.rollup r WHERE r.series_key = s.key)`
    // pg reads it, its types do not know it: the client's own limit for one query.
    await client.query({ text, query_timeout: 61_000 } as pg.QueryConfig)
  })

/**
 * Drops what is older than the settings keep, a whole partition at a time; chunks go only when their
 * day is rolled up. Returns the names of the partitions dropped. Several collectors may do it at once.
 */
export const applyRetention = async (pool: pg.Pool, keep: Keep, now: number): Promise<string[]> => {
  const dropped: string[] = []
  // Hours after chunks: an hour tells whether its chunks may go.
  for (const table of ['chunk', 'hour', 'tick', 'event', 'rollup', 'day'] as const) {
    for (const partition of await listPartitions(pool, table)) {
      if (!(await isOver(pool, table, partition, keep, now))) continue
      if (await dropPartition(pool, partition.name)) dropped.push(partition.name)
    }
  }
  if (dropped.some((name) => name.startsWith('rollup_'))) await forgetSeries(pool)
  await pool.query('DELETE FROM history.outage WHERE ended_at < $1', [
    new Date(now - keep.rollupDays * DAY),
  ])
  return dropped
}
