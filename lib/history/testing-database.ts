import type pg from 'pg'
import { type TestDatabase, testDatabase } from '../../tools/testing/postgres.ts'
import { collectorOptions, createPool } from '../db/pool.ts'
import type { NewEvent } from '../events/schema.ts'
import { encodeLive } from '../snapshot/codec.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import { acquireLease, type Lease } from './lease.ts'
import type { Tick } from './write.ts'

/** A migrated database of one test file, with a pool of the app role. */
export type HistoryDatabase = {
  database: TestDatabase
  pool: pg.Pool
  /** A new lease for a cluster, whoever holds it now. */
  takeOver(clusterId: string, holder?: string): Promise<Lease>
  end(): Promise<void>
}

/** Starts one; call `end` when the file is done. */
export const historyDatabase = async (): Promise<HistoryDatabase> => {
  const database = await testDatabase()
  const pool = createPool(database.appUrl, collectorOptions)
  return {
    database,
    pool,
    takeOver: async (clusterId, holder = 'test') => {
      await pool.query(
        "UPDATE collector_lease SET expires_at = now() - interval '1 s' WHERE cluster_id = $1",
        [clusterId],
      )
      const lease = await acquireLease(pool, clusterId, holder, 60_000)
      if (!lease) throw new Error(`the lease of ${clusterId} could not be taken`)
      return lease
    },
    end: async () => {
      await pool.end()
      await database.drop()
    },
  }
}

/** A record as the collector hands it to `recordTick`. */
export const tickOf = (
  record: LiveRecord,
  more: { events?: NewEvent[]; noHistory?: string[] } = {},
): Tick => ({
  record,
  live: encodeLive(record),
  events: more.events ?? [],
  noHistory: more.noHistory ?? [],
})
