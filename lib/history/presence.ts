import type pg from 'pg'

/** A collector not heard of for this long is gone. */
const GONE_MS = 20_000

/** Says that a collector runs and which clusters it can reach; forgets those gone for an hour. */
export const announce = async (
  pool: pg.Pool,
  holder: string,
  clusters: readonly string[],
): Promise<void> => {
  await pool.query(
    `WITH old AS (DELETE FROM collector_presence WHERE seen_at < now() - interval '1 hour')
     INSERT INTO collector_presence (holder, clusters, seen_at) VALUES ($1, $2, now())
     ON CONFLICT (holder) DO UPDATE SET clusters = excluded.clusters, seen_at = now()`,
    [holder, clusters],
  )
}

/** Takes a collector off the list, so that nobody leaves a cluster to it. */
export const withdraw = async (pool: pg.Pool, holder: string): Promise<void> => {
  await pool.query('DELETE FROM collector_presence WHERE holder = $1', [holder])
}

/**
 * The cluster that a holder should leave to another collector: one that the other can reach, when it
 * holds at least two fewer. Null: the clusters are shared as evenly as they can be.
 */
export const clusterToLeave = async (pool: pg.Pool, holder: string): Promise<string | null> => {
  const { rows } = await pool.query<{ cluster_id: string }>(
    `WITH live AS (
       SELECT p.holder, p.clusters, count(l.cluster_id) AS held
       FROM collector_presence p
       LEFT JOIN collector_lease l ON l.holder = p.holder AND l.expires_at > now()
       WHERE p.seen_at > now() - $2 * interval '1 ms' OR p.holder = $1
       GROUP BY p.holder)
     SELECT l.cluster_id FROM collector_lease l
     JOIN live me ON me.holder = $1
     JOIN live other ON other.holder <> $1 AND l.cluster_id = ANY(other.clusters)
     WHERE l.holder = $1 AND other.held + 1 < me.held
     ORDER BY other.held, l.acquired_at DESC LIMIT 1`,
    [holder, GONE_MS],
  )
  return rows[0]?.cluster_id ?? null
}
