import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { getCluster } from '../clusters/service.ts'
import { exampleConfig, exampleSettings } from '../example-context.ts'
import { listGroups } from '../groups/service.ts'
import { type HistoryDatabase, historyDatabase, tickOf } from '../history/testing-database.ts'
import { buildRecord, buildSnapshot } from '../history/testing-snapshots.ts'
import { recordTick } from '../history/write.ts'
import { createContext, openWeb, type Web } from './context.ts'

/** A web process just started: the collector's row in Postgres is all it has; no broker answers it. */

const kept = globalThis as { highwaterWeb?: Web }
const seen = { clusterId: 'seen' }
const lost = { clusterId: 'lost' }
const json = { format: 'json' } as const

let db: HistoryDatabase
beforeAll(async () => {
  db = await historyDatabase()
})
afterEach(() => {
  delete kept.highwaterWeb
})
afterAll(() => db.end())

/** Stores what the collector saw `agoMs` ago, and starts a web process that nothing else is known to. */
async function startedAfter(clusterId: string, agoMs: number): Promise<void> {
  const at = Date.now() - agoMs
  const topics = [{ name: 'orders', ends: [500n] }]
  const groups = [{ id: 'billing', commits: { orders: [90n] } }]
  const record = buildRecord(buildSnapshot({ clusterId, at, topics, groups }))
  await recordTick(db.pool, await db.takeOver(clusterId), tickOf(record))
  // Nothing listens on port 9: a poll of this process fails at once.
  kept.highwaterWeb = openWeb(exampleSettings([exampleConfig({ id: clusterId })]), () => db.pool)
}

describe('a web process that just started', () => {
  it("serves the collector's row without asking a broker", async () => {
    await startedAfter('seen', 1_000)
    const { data, warnings } = await listGroups(createContext('t'), { ...seen, ...json })
    expect(data.items.map(({ id, lagMessages, status }) => [id, lagMessages, status])).toEqual([
      ['billing', 410, 'ok'],
    ])
    expect(warnings).toEqual([])
    const cluster = await getCluster(createContext('t'), seen)
    expect(cluster.data.freshness).toMatchObject({ state: 'fresh', via: 'collector' })
    expect(kept.highwaterWeb?.pollers.size).toBe(0)
  })

  it('shows the last known values with their age, and calls nothing healthy, when that row is old', async () => {
    await startedAfter('lost', 600_000)
    const answer = await listGroups(createContext('t'), { ...lost, ...json })
    expect(answer.data.items.map(({ lagMessages, status }) => [lagMessages, status])).toEqual([
      [410, 'unknown'],
    ])
    expect(answer.warnings[0]?.code).toBe('cluster_unreachable')
    expect(answer.warnings[0]?.message).toContain('Last known values')
    const cluster = await getCluster(createContext('t'), lost)
    expect(cluster.data.status).toBe('unknown')
    expect(cluster.data.freshness.ageSeconds).toBeGreaterThanOrEqual(600)
  })
})
