import type pg from 'pg'

/** A collector's right to write one cluster. `fence` grows with each holder. */
export type Lease = { clusterId: string; holder: string; fence: bigint; ttlMs: number }

/** Another collector has taken the cluster over: what this one wanted to write was refused. */
export class FenceRefused extends Error {
  constructor(lease: Pick<Lease, 'clusterId' | 'fence'>) {
    super(`cluster ${lease.clusterId} was taken over: fence ${lease.fence} is no longer valid`)
    this.name = 'FenceRefused'
  }
}

/**
 * Takes a cluster that nobody holds, or whose holder's time ran out by Postgres's clock. The same
 * holder's earlier term is taken over at once. Null: somebody else holds it.
 */
export const acquireLease = async (
  pool: pg.Pool,
  clusterId: string,
  holder: string,
  ttlMs: number,
): Promise<Lease | null> => {
  const { rows } = await pool.query<{ fence: string }>(
    `WITH taken AS (
       INSERT INTO collector_lease AS l (cluster_id, holder, fence, acquired_at, renewed_at, expires_at)
       VALUES ($1, $2, 1, now(), now(), now() + $3 * interval '1 ms')
       ON CONFLICT (cluster_id) DO UPDATE
       SET holder = excluded.holder, fence = l.fence + 1, acquired_at = now(), renewed_at = now(),
           expires_at = excluded.expires_at
       WHERE l.expires_at <= now() OR l.holder = excluded.holder
       RETURNING cluster_id, fence, holder, acquired_at)
     INSERT INTO collector_term (cluster_id, fence, holder, acquired_at)
     SELECT cluster_id, fence, holder, acquired_at FROM taken RETURNING fence`,
    [clusterId, holder, ttlMs],
  )
  const row = rows[0]
  return row ? { clusterId, holder, fence: BigInt(row.fence), ttlMs } : null
}

/**
 * Checks the fence and prolongs the lease in one statement; in a transaction it also keeps any other
 * collector from taking over until the end. Also good after the time ran out, if nobody took over.
 * @throws FenceRefused
 */
export const holdLease = async (client: pg.ClientBase | pg.Pool, lease: Lease): Promise<void> => {
  const { rowCount } = await client.query(
    `UPDATE collector_lease SET renewed_at = now(), expires_at = now() + $3 * interval '1 ms'
     WHERE cluster_id = $1 AND fence = $2`,
    [lease.clusterId, lease.fence, lease.ttlMs],
  )
  if (rowCount !== 1) throw new FenceRefused(lease)
}

/** Lets others take the cluster at once. Nothing happens when it was taken over already. */
export const releaseLease = async (pool: pg.Pool, lease: Lease): Promise<void> => {
  await pool.query(
    `UPDATE collector_lease SET expires_at = now() - interval '1 ms'
     WHERE cluster_id = $1 AND fence = $2`,
    [lease.clusterId, lease.fence],
  )
}

/**
 * For a poll that comes late, from the spool: it is taken when its term is still the present one, or
 * when it was made before the next holder's first poll. Keeps others out until the end of the
 * transaction, as `holdLease`.
 * @throws FenceRefused
 */
export const checkReplay = async (
  client: pg.ClientBase,
  lease: Pick<Lease, 'clusterId' | 'fence'>,
  at: number,
): Promise<void> => {
  const present = await client.query<{ fence: string }>(
    'SELECT fence FROM collector_lease WHERE cluster_id = $1 FOR UPDATE',
    [lease.clusterId],
  )
  const fence = present.rows[0]?.fence
  if (fence === undefined || BigInt(fence) < lease.fence) throw new FenceRefused(lease)
  if (BigInt(fence) === lease.fence) return
  const next = await client.query<{ first: Date | null }>(
    `SELECT min(first_tick_at) AS first FROM collector_term WHERE cluster_id = $1 AND fence > $2`,
    [lease.clusterId, lease.fence],
  )
  const first = next.rows[0]?.first
  if (first && at >= first.getTime()) throw new FenceRefused(lease)
}

/** Notes the first poll of a term; later ones change nothing. */
export const noteFirstTick = async (
  client: pg.ClientBase,
  lease: Pick<Lease, 'clusterId' | 'fence'>,
  at: number,
): Promise<void> => {
  await client.query(
    `UPDATE collector_term SET first_tick_at = $3
     WHERE cluster_id = $1 AND fence = $2 AND first_tick_at IS NULL`,
    [lease.clusterId, lease.fence, new Date(at)],
  )
}
