import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { acquireLease } from './lease.ts'
import { announce, clusterToLeave, withdraw } from './presence.ts'
import { type HistoryDatabase, historyDatabase } from './testing-database.ts'

let db: HistoryDatabase
const all = ['a', 'b', 'c', 'd']
beforeAll(async () => {
  db = await historyDatabase()
})
beforeEach(async () => {
  await db.pool.query('DELETE FROM collector_presence')
  await db.pool.query('DELETE FROM collector_lease')
  await db.pool.query('DELETE FROM collector_term')
})
afterAll(() => db.end())

const hold = async (holder: string, clusters: string[]) => {
  for (const cluster of clusters) await acquireLease(db.pool, cluster, holder, 60_000)
}

describe('collectors share the clusters', () => {
  it('by the one that holds most leaving one at a time to the one that holds least', async () => {
    await announce(db.pool, 'old', all)
    await hold('old', all)
    expect(await clusterToLeave(db.pool, 'old')).toBeNull()
    await announce(db.pool, 'new', all)
    const left = await clusterToLeave(db.pool, 'old')
    expect(all).toContain(left)
    await db.pool.query("UPDATE collector_lease SET holder = 'new' WHERE cluster_id = $1", [left])
    expect(await clusterToLeave(db.pool, 'old')).not.toBeNull()
    await db.pool.query("UPDATE collector_lease SET holder = 'new' WHERE cluster_id IN ('a', 'b')")
    await db.pool.query("UPDATE collector_lease SET holder = 'old' WHERE cluster_id IN ('c', 'd')")
    expect(await clusterToLeave(db.pool, 'old')).toBeNull()
    expect(await clusterToLeave(db.pool, 'new')).toBeNull()
  })

  it('and never leave one to a collector that cannot reach it, or is gone', async () => {
    await announce(db.pool, 'old', all)
    await hold('old', all)
    await announce(db.pool, 'far', ['elsewhere'])
    expect(await clusterToLeave(db.pool, 'old')).toBeNull()
    await announce(db.pool, 'dead', all)
    await db.pool.query(
      "UPDATE collector_presence SET seen_at = now() - interval '1 minute' WHERE holder = 'dead'",
    )
    expect(await clusterToLeave(db.pool, 'old')).toBeNull()
    await announce(db.pool, 'near', ['c'])
    expect(await clusterToLeave(db.pool, 'old')).toBe('c')
    await withdraw(db.pool, 'near')
    expect(await clusterToLeave(db.pool, 'old')).toBeNull()
  })
})
