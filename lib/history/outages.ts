import type pg from 'pg'
import type { Unreachable } from '../snapshot/schema.ts'

/** An interval without observations; `reason` is a sentence fit for a screen. */
export type Outage = { from: number; to: number | null; reason: string }

/** Opens the outage of a cluster, or leaves the open one as it is. True when it is new. */
export const openOutage = async (
  client: pg.ClientBase,
  clusterId: string,
  outage: Unreachable,
): Promise<boolean> => {
  const { rowCount } = await client.query(
    `INSERT INTO history.outage (cluster_id, began_at, reason) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING`,
    [clusterId, new Date(outage.since), `Kafka could not be reached: ${outage.reason}`],
  )
  return rowCount === 1
}

/** Stores an interval of which nothing is known although Kafka could be reached; `reason` is a sentence. */
export const storeHole = async (
  pool: pg.Pool,
  clusterId: string,
  from: number,
  to: number,
  reason: string,
): Promise<void> => {
  await pool.query(
    `INSERT INTO history.outage (cluster_id, began_at, ended_at, reason) VALUES ($1, $2, $3, $4)
     ON CONFLICT (cluster_id, began_at) DO UPDATE SET ended_at = excluded.ended_at`,
    [clusterId, new Date(from), new Date(to), reason],
  )
}

/** Ends the open outage that began before `at`, if there is one. */
export const closeOutage = async (
  client: pg.ClientBase,
  clusterId: string,
  at: number,
): Promise<void> => {
  await client.query(
    `UPDATE history.outage SET ended_at = $2
     WHERE cluster_id = $1 AND ended_at IS NULL AND began_at <= $2`,
    [clusterId, new Date(at)],
  )
}

/** Outages that touch a range, oldest first; `to` is null while one lasts. */
export const outagesWithin = async (
  client: pg.ClientBase | pg.Pool,
  clusterId: string,
  from: number,
  to: number,
): Promise<Outage[]> => {
  const { rows } = await client.query<{ began_at: Date; ended_at: Date | null; reason: string }>(
    `SELECT began_at, ended_at, reason FROM history.outage
     WHERE cluster_id = $1 AND began_at < $3 AND (ended_at IS NULL OR ended_at > $2)
     ORDER BY began_at`,
    [clusterId, new Date(from), new Date(to)],
  )
  return rows.map((row) => ({
    from: row.began_at.getTime(),
    to: row.ended_at?.getTime() ?? null,
    reason: row.reason,
  }))
}

/** When the outage that still lasts was first seen, epoch ms; null when there is none. */
export const openOutageSince = async (
  client: pg.ClientBase | pg.Pool,
  clusterId: string,
): Promise<number | null> => {
  const { rows } = await client.query<{ began_at: Date }>(
    'SELECT began_at FROM history.outage WHERE cluster_id = $1 AND ended_at IS NULL',
    [clusterId],
  )
  return rows[0]?.began_at.getTime() ?? null
}
