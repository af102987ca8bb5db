import type pg from 'pg'
import type { Lease } from './lease.ts'

/** The stored bytes of a cluster's latest poll, and when they were written; null: none, or lost in a crash. */
export const readLive = async (
  pool: pg.Pool | pg.ClientBase,
  clusterId: string,
): Promise<{ bytes: Buffer; writtenAt: number } | null> => {
  const { rows } = await pool.query<{ bytes: Buffer; written_at: Date }>(
    'SELECT bytes, written_at FROM history.live WHERE cluster_id = $1',
    [clusterId],
  )
  const row = rows[0]
  return row ? { bytes: row.bytes, writtenAt: row.written_at.getTime() } : null
}

/** Replaces the row, unless a newer one is there. To be called in a transaction that holds the lease. */
export const writeLive = async (
  client: pg.ClientBase,
  lease: Lease,
  bytes: Buffer,
  writtenAt: number,
): Promise<void> => {
  await client.query(
    `INSERT INTO history.live AS l (cluster_id, fence, written_at, bytes) VALUES ($1, $2, $3, $4)
     ON CONFLICT (cluster_id) DO UPDATE
     SET fence = excluded.fence, written_at = excluded.written_at, bytes = excluded.bytes
     WHERE l.written_at <= excluded.written_at`,
    [lease.clusterId, lease.fence, new Date(writtenAt), bytes],
  )
}
