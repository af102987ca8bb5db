import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NewEvent } from '../events/schema.ts'
import { readEvents } from './events.ts'
import { acquireLease, FenceRefused, holdLease, releaseLease } from './lease.ts'
import { readLive } from './live.ts'
import { groupHistory } from './read.ts'
import { type HistoryDatabase, historyDatabase, tickOf } from './testing-database.ts'
import { buildRecord, buildSnapshot } from './testing-snapshots.ts'
import { recordTick, replayTick } from './write.ts'

const START = Date.parse('2026-03-01T10:10:00Z')
const TICK = 15_000

let db: HistoryDatabase
beforeAll(async () => {
  db = await historyDatabase()
})
afterAll(() => db.end())

const event: NewEvent = {
  kind: 'isr_shrink',
  from: START - TICK,
  to: START,
  topicId: 'id-a',
  topic: 'a',
  partition: 3,
  group: null,
  broker: null,
  before: '1,2,3',
  after: '1,2',
}

const tickAt = (clusterId: string, i: number, lag = 5n) =>
  tickOf(
    buildRecord(
      buildSnapshot({
        clusterId,
        at: START + i * TICK,
        topics: [{ name: 'a', ends: [100n] }],
        groups: [{ id: 'g', commits: { a: [100n - lag] } }],
      }),
    ),
    { events: [event, { ...event, partition: 4 }] },
  )

const range = { from: START - TICK, to: START + 20 * TICK, points: 600 }
const lagOf = async (clusterId: string) => {
  const subject = { clusterId, kafkaClusterId: 'kafka-test', group: 'g' }
  const answer = await groupHistory(db.pool, subject, range)
  return answer.series.find((s) => s.key === 'total')?.points.map(([, value]) => value)
}

describe('a lease', () => {
  it('is held by one collector until it is given back or its time runs out', async () => {
    const first = await acquireLease(db.pool, 'c', 'first', 60_000)
    expect(first?.fence).toBe(1n)
    expect(await acquireLease(db.pool, 'c', 'second', 60_000)).toBeNull()
    if (first) await releaseLease(db.pool, first)
    const second = await acquireLease(db.pool, 'c', 'second', 0)
    expect(second?.fence).toBe(2n)
    expect((await acquireLease(db.pool, 'c', 'first', 60_000))?.fence).toBe(3n)
  })

  it('is taken over at once by the same holder started again', async () => {
    await acquireLease(db.pool, 'again', 'me', 60_000)
    expect((await acquireLease(db.pool, 'again', 'me', 60_000))?.fence).toBe(2n)
  })

  it('of which two collectors ask at the same moment goes to one', async () => {
    const asked = await Promise.all(
      ['a', 'b', 'c', 'd'].map((holder) => acquireLease(db.pool, 'race', holder, 60_000)),
    )
    expect(asked.filter((lease) => lease !== null)).toHaveLength(1)
  })

  it('whose time ran out is still good while nobody took it', async () => {
    const lease = await acquireLease(db.pool, 'expired', 'me', 0)
    if (!lease) throw new Error('not taken')
    await holdLease(db.pool, { ...lease, ttlMs: 60_000 })
    expect(await acquireLease(db.pool, 'expired', 'other', 60_000)).toBeNull()
  })
})

describe('a paused collector that wakes', () => {
  it('is refused: nothing it writes is kept, not even the live row', async () => {
    const old = await db.takeOver('paused', 'old')
    await recordTick(db.pool, old, tickAt('paused', 0))
    const next = await db.takeOver('paused', 'next')
    await recordTick(db.pool, next, tickAt('paused', 1))
    await expect(recordTick(db.pool, old, tickAt('paused', 9, 77n))).rejects.toThrow(FenceRefused)
    expect(await lagOf('paused')).toEqual([5, 5])
    expect((await readLive(db.pool, 'paused'))?.writtenAt).toBe(START + TICK)
  })

  it('may still store what it polled before the next holder first did, and only that', async () => {
    const old = await db.takeOver('spooled', 'old')
    await recordTick(db.pool, old, tickAt('spooled', 0))
    const next = await db.takeOver('spooled', 'next')
    await replayTick(db.pool, old, tickAt('spooled', 1, 1n))
    await recordTick(db.pool, next, tickAt('spooled', 4, 4n))
    await replayTick(db.pool, old, tickAt('spooled', 2, 2n))
    for (const late of [4, 5]) {
      await expect(replayTick(db.pool, old, tickAt('spooled', late, 9n))).rejects.toThrow(
        FenceRefused,
      )
    }
    expect(await lagOf('spooled')).toEqual([5, 1, 2, 4])
  })
})

describe('a poll that is stored twice', () => {
  it('is one sample and its events are there once', async () => {
    const lease = await db.takeOver('twice')
    await recordTick(db.pool, lease, tickAt('twice', 0))
    await recordTick(db.pool, lease, tickAt('twice', 0))
    await replayTick(db.pool, lease, tickAt('twice', 0))
    expect(await lagOf('twice')).toEqual([5])
    const page = await readEvents(db.pool, { clusterId: 'twice', kafkaClusterId: 'kafka-test' })
    expect(page.items.map((e) => e.partition)).toEqual([4, 3])
  })
})

describe('a collector killed in the middle of a write', () => {
  it('leaves all of it or nothing, and the next one goes on', async () => {
    const lease = await db.takeOver('killed', 'old')
    await recordTick(db.pool, lease, tickAt('killed', 0))
    // Cut the connection while the transaction waits for a row that this test holds.
    const client = await db.pool.connect()
    client.on('error', () => undefined)
    await client.query('BEGIN')
    await client.query("SELECT FROM history.live WHERE cluster_id = 'killed' FOR UPDATE")
    const write = recordTick(db.pool, lease, tickAt('killed', 1, 6n)).then(
      () => 'stored',
      (e: { code?: string }) => e.code,
    )
    const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE pid <> pg_backend_pid() AND wait_event_type = 'Lock' AND datname = current_database()`
    const deadline = Date.now() + 10_000
    while ((await client.query(kill)).rowCount === 0 && Date.now() < deadline);
    expect(await write).toBe('57P01')
    await client.query('ROLLBACK')
    client.release()
    expect(await lagOf('killed')).toEqual([5])
    const next = await db.takeOver('killed', 'next')
    await recordTick(db.pool, next, tickAt('killed', 2, 8n))
    await replayTick(db.pool, lease, tickAt('killed', 1, 6n))
    expect(await lagOf('killed')).toEqual([5, 6, 8])
  })
})

describe('events are read', () => {
  it('newest first, page by page, each exactly once', async () => {
    const lease = await db.takeOver('paged')
    for (const i of [0, 1, 2]) await recordTick(db.pool, lease, tickAt('paged', i))
    const cluster = { clusterId: 'paged', kafkaClusterId: 'kafka-test' }
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const page = await readEvents(db.pool, {
        ...cluster,
        limit: 4,
        ...(cursor ? { cursor } : {}),
      })
      ids.push(...page.items.map((e) => e.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(new Set(ids).size).toBe(6)
    expect(ids).toHaveLength(6)
    const [first] = (await readEvents(db.pool, { ...cluster, topic: 'a', limit: 1 })).items
    expect(first?.text).toBe('ISR of a-4 shrank from 1,2,3 to 1,2')
    expect((await readEvents(db.pool, { ...cluster, topic: 'b' })).items).toEqual([])
    const within = { ...cluster, from: START, to: START + TICK }
    expect((await readEvents(db.pool, within)).items).toHaveLength(2)
    await expect(readEvents(db.pool, { ...cluster, cursor: 'x' })).rejects.toThrow('cursor')
  })
})
