import type pg from 'pg'
import { listPartitions, type PartitionedTable } from './partitions.ts'
import type { Keep } from './retention.ts'

const DAY = 86_400_000

export type StoragePart = {
  /** What it holds. */
  part: 'raw' | 'rollups' | 'events' | 'live'
  bytes: number
  /** Bytes of the last whole day; null before there was one. */
  bytesPerDay: number | null
  /** Oldest time kept, epoch ms; null when there is nothing. */
  since: number | null
  /** How many days are kept by the settings; null: not by time. */
  keptDays: number | null
  /** Days until the oldest of it is dropped; null when there is nothing. */
  daysLeft: number | null
}

const parts = {
  raw: ['tick', 'hour', 'chunk'],
  rollups: ['rollup', 'day'],
  events: ['event'],
} as const satisfies Record<string, readonly PartitionedTable[]>

const partOf = async (
  pool: pg.Pool,
  part: keyof typeof parts,
  keptDays: number,
  now: number,
): Promise<StoragePart> => {
  const all = (await Promise.all(parts[part].map((table) => listPartitions(pool, table)))).flat()
  const yesterday = Math.floor(now / DAY) * DAY - DAY
  const lastDay = all.filter(({ from }) => from === yesterday)
  const since = all.length > 0 ? Math.min(...all.map(({ from }) => from)) : null
  return {
    part,
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    bytesPerDay: lastDay.length > 0 ? lastDay.reduce((sum, { bytes }) => sum + bytes, 0) : null,
    since,
    keptDays,
    daysLeft: since === null ? null : Math.max(0, keptDays - (now - since) / DAY),
  }
}

/**
 * What history takes on disk, indexes included, and how long it is kept. The size of a last day whose
 * hours are closed is what a day costs.
 */
export const storage = async (
  pool: pg.Pool,
  keep: Keep,
  now: number = Date.now(),
): Promise<StoragePart[]> => {
  const live = await pool.query<{ bytes: string }>(
    "SELECT pg_total_relation_size('history.live') AS bytes",
  )
  return [
    await partOf(pool, 'raw', keep.rawHours / 24, now),
    await partOf(pool, 'rollups', keep.rollupDays, now),
    await partOf(pool, 'events', keep.rollupDays, now),
    {
      part: 'live',
      bytes: Number(live.rows[0]?.bytes ?? 0),
      bytesPerDay: null,
      since: null,
      keptDays: null,
      daysLeft: null,
    },
  ]
}
