import type pg from 'pg'
import { transaction } from '../db/pool.ts'

const HOUR = 3_600_000
const DAY = 86_400_000

/** Partitioned tables of history and the time one partition holds. */
export const partitioned = {
  tick: HOUR,
  hour: DAY,
  chunk: DAY,
  rollup: DAY,
  day: DAY,
  event: DAY,
} as const

export type PartitionedTable = keyof typeof partitioned

/** `tick_2026112409`, `chunk_20261124`: the partition of a table that holds a time. */
export const partitionName = (table: PartitionedTable, at: number): string => {
  const digits = new Date(at).toISOString().replace(/\D/g, '')
  return `${table}_${digits.slice(0, partitioned[table] === HOUR ? 10 : 8)}`
}

/** The time a partition begins, from its name; null for a name that is not of this table. */
export const partitionStart = (table: PartitionedTable, name: string): number | null => {
  const digits = new RegExp(`^${table}_(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)?$`).exec(name)
  if (!digits) return null
  const [, year, month, day, hour = '00'] = digits
  return Date.parse(`${year}-${month}-${day}T${hour}:00:00Z`)
}

/** Another collector made the partition at the same moment. */
const made = new Set(['42P07', '23505', '42P17'])

const known = new WeakMap<pg.Pool, Set<string>>()

/**
 * Makes the partition of a table that holds `at`, if it is missing; what was seen once is not asked
 * again. To be called outside a transaction.
 */
export const ensurePartition = async (
  pool: pg.Pool,
  table: PartitionedTable,
  at: number,
): Promise<void> => {
  const seen = known.get(pool) ?? new Set()
  known.set(pool, seen)
  const name = partitionName(table, at)
  if (seen.has(name)) return
  const from = Math.floor(at / partitioned[table]) * partitioned[table]
  const range = [from, from + partitioned[table]].map((ms) => `'${new Date(ms).toISOString()}'`)
  try {
    await transaction(pool, async (client) => {
      await client.query("SET LOCAL lock_timeout = '2s'")
      await client.query(
        `CREATE TABLE IF NOT EXISTS history.${name} PARTITION OF history.${table}
         FOR VALUES FROM (${range[0]}) TO (${range[1]})`,
      )
    })
  } catch (e) {
    if (!made.has(String((e as { code?: string }).code))) throw e
  }
  seen.add(name)
}

/** Partitions a poll at `at` is written to, and those it will be an hour later. */
export const ensureTickPartitions = async (pool: pg.Pool, at: number): Promise<void> => {
  for (const time of [at, at + HOUR]) {
    await ensurePartition(pool, 'tick', time)
    await ensurePartition(pool, 'event', time)
  }
}

/** The partitions of a table that exist, with the time each begins, oldest first. */
export const listPartitions = async (
  pool: pg.Pool,
  table: PartitionedTable,
): Promise<{ name: string; from: number; bytes: number }[]> => {
  const { rows } = await pool.query<{ name: string; bytes: string }>(
    `SELECT c.relname AS name, pg_total_relation_size(c.oid) AS bytes FROM pg_inherits i
     JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::regclass`,
    [`history.${table}`],
  )
  return rows
    .flatMap(({ name, bytes }) => {
      const from = partitionStart(table, name)
      return from === null ? [] : [{ name, from, bytes: Number(bytes) }]
    })
    .sort((a, b) => a.from - b.from)
}

/**
 * Drops a partition. False when readers kept it busy for 2 s: the next round tries again. Dropping
 * needs the whole table for a moment, and pages must not queue behind a wait.
 */
export const dropPartition = async (pool: pg.Pool, name: string): Promise<boolean> => {
  try {
    await transaction(pool, async (client) => {
      await client.query("SET LOCAL lock_timeout = '2s'")
      await client.query(`DROP TABLE IF EXISTS history.${name}`)
    })
  } catch (e) {
    if ((e as { code?: string }).code === '55P03') return false
    throw e
  }
  known.get(pool)?.delete(name)
  return true
}

/** Forgets what was seen: another collector may have dropped it. */
export const forgetPartitions = (pool: pg.Pool): void => {
  known.delete(pool)
}
