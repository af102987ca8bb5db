import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeLive } from '../snapshot/codec.ts'
import { readLive } from './live.ts'
import { openOutageSince, outagesWithin } from './outages.ts'
import { groupHistory } from './read.ts'
import { readState } from './state.ts'
import { type HistoryDatabase, historyDatabase, tickOf } from './testing-database.ts'
import { buildRecord, buildSnapshot } from './testing-snapshots.ts'
import { recordOutage, recordTick } from './write.ts'

const START = Date.parse('2026-03-01T10:10:00Z')
const TICK = 15_000

let db: HistoryDatabase
beforeAll(async () => {
  db = await historyDatabase()
})
afterAll(() => db.end())

const snapshotAt = (clusterId: string, i: number) =>
  buildSnapshot({
    clusterId,
    at: START + i * TICK,
    topics: [{ name: 'a', ends: [100n] }],
    groups: [{ id: 'g', commits: { a: [93n] } }],
  })

const away = (since: number, i: number) => ({
  since: START + since * TICK,
  attemptedAt: START + i * TICK,
  reason: 'no broker answers: refused',
})

describe('while Kafka cannot be reached', () => {
  it('one interval is stored, no samples; and the chart has a gap that says why', async () => {
    const lease = await db.takeOver('outage')
    const last = snapshotAt('outage', 1)
    for (const i of [0, 1]) {
      await recordTick(db.pool, lease, tickOf(buildRecord(snapshotAt('outage', i))))
    }
    for (const i of [2, 3, 4, 5, 6, 7]) {
      const record = buildRecord(last, { unreachable: away(2, i) })
      await recordTick(db.pool, lease, tickOf(record))
    }
    expect(await openOutageSince(db.pool, 'outage')).toBe(START + 2 * TICK)
    for (const i of [8, 9, 10]) {
      await recordTick(db.pool, lease, tickOf(buildRecord(snapshotAt('outage', i))))
    }
    expect(await openOutageSince(db.pool, 'outage')).toBeNull()
    const outages = await outagesWithin(db.pool, 'outage', START, START + 10 * TICK)
    expect(
      outages.map(({ from, to }) => [(from - START) / TICK, ((to ?? 0) - START) / TICK]),
    ).toEqual([[2, 8]])
    const answer = await groupHistory(
      db.pool,
      { clusterId: 'outage', kafkaClusterId: 'kafka-test', group: 'g' },
      { from: START, to: START + 10 * TICK, points: 600 },
    )
    expect(answer.series[0]?.points.map(([, value]) => value)).toEqual([7, 7, null, 7, 7, 7])
    expect(answer.gaps.map((gap) => gap.reason)).toContain(
      'Kafka could not be reached: no broker answers: refused',
    )
  })

  it('the live row says since when, and keeps what was known', async () => {
    const lease = await db.takeOver('live')
    await recordTick(db.pool, lease, tickOf(buildRecord(snapshotAt('live', 0))))
    const record = buildRecord(snapshotAt('live', 0), { unreachable: away(1, 1) })
    await recordTick(db.pool, lease, tickOf(record))
    const row = await readLive(db.pool, 'live')
    const live = row && decodeLive(row.bytes)
    expect(live?.unreachable?.since).toBe(START + TICK)
    expect(live?.snapshot.groups).toHaveLength(1)
  })

  it('a cluster that was never reached has its outage all the same', async () => {
    const lease = await db.takeOver('never')
    await recordOutage(db.pool, lease, away(0, 0))
    await recordOutage(db.pool, lease, away(0, 1))
    const outages = await outagesWithin(db.pool, 'never', START, START + TICK)
    expect(outages).toHaveLength(1)
  })
})

describe('what outlives a crash of Postgres', () => {
  it('is the checks and the facts that the next poll is compared with', async () => {
    const lease = await db.takeOver('crash')
    const record = buildRecord(snapshotAt('crash', 0))
    record.checks = [{ check: 'isr_shrink', status: 'critical' } as never]
    await recordTick(db.pool, lease, tickOf(record))
    await db.pool.query('TRUNCATE history.live')
    const state = await readState(db.pool, 'crash')
    expect(state?.checks).toEqual(record.checks)
    expect(state?.facts?.observedAt).toBe(START)
    expect(state?.facts?.topics[0]?.partitions[0]).toMatchObject({
      leader: 1,
      isr: [1],
      endOffset: null,
    })
    expect(state?.kafkaClusterId).toBe('kafka-test')
  })
})
