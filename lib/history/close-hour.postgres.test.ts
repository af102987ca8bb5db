import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeHour, hoursToClose } from './close-hour.ts'
import { findClusterKey } from './find-series.ts'
import { FenceRefused, type Lease } from './lease.ts'
import { groupHistory, topicHistory } from './read.ts'
import { type HistoryDatabase, historyDatabase, tickOf } from './testing-database.ts'
import { buildRecord, buildSnapshot } from './testing-snapshots.ts'
import { recordTick, replayTick } from './write.ts'

const HOUR = 3_600_000
const TICK = 15_000
const START = Date.parse('2026-03-01T10:58:00Z')
const TEN = Date.parse('2026-03-01T10:00:00Z')

let db: HistoryDatabase
beforeAll(async () => {
  db = await historyDatabase()
})
afterAll(() => db.end())

/** Poll `i`: 150 records a tick in one partition, 15 in the other, read with a lag that changes. */
const tickAt = (clusterId: string, i: number) =>
  tickOf(
    buildRecord(
      buildSnapshot({
        clusterId,
        at: START + i * TICK,
        topics: [{ name: 'a', ends: [10n ** 12n + BigInt(i) * 150n, BigInt(i) * 15n] }],
        groups: [
          {
            id: 'g',
            commits: { a: [10n ** 12n + BigInt(i * 150 - (i % 7) * 10), BigInt(i) * 15n] },
          },
        ],
      }),
    ),
  )

const cluster = (clusterId: string) => ({ clusterId, kafkaClusterId: 'kafka-test' })
const range = { from: START - TICK, to: START + 16 * TICK, points: 600 }
const readAll = async (clusterId: string) => [
  await groupHistory(db.pool, { ...cluster(clusterId), group: 'g' }, range),
  await topicHistory(db.pool, { ...cluster(clusterId), topicId: 'id-a' }, range),
]

const keyOf = async (clusterId: string): Promise<number> => {
  const key = await findClusterKey(db.pool, cluster(clusterId))
  if (key === null) throw new Error('never stored')
  return key
}

const ticksLeft = async (key: number): Promise<number> => {
  const { rows } = await db.pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM history.tick WHERE cluster_key = $1',
    [key],
  )
  return rows[0]?.n ?? -1
}

const store = async (lease: Lease, indexes: number[]) => {
  for (const i of indexes) await recordTick(db.pool, lease, tickAt(lease.clusterId, i))
}

const sixteen = Array.from({ length: 16 }, (_, i) => i)

describe('closing an hour', () => {
  it('changes nothing that a reader sees, across the boundary too', async () => {
    const lease = await db.takeOver('closing')
    await store(lease, sixteen)
    const before = await readAll('closing')
    const key = await keyOf('closing')
    await closeHour(db.pool, lease, key, TEN)
    expect(await readAll('closing')).toEqual(before)
    expect(await ticksLeft(key)).toBe(8)
    await closeHour(db.pool, lease, key, TEN + HOUR)
    expect(await readAll('closing')).toEqual(before)
    expect(await ticksLeft(key)).toBe(0)
    expect(before[0]?.series[0]?.points).toHaveLength(16)
  })

  it('is due one grace after the hour ended, and not for the present hour', async () => {
    const lease = await db.takeOver('due')
    await store(lease, sixteen)
    const key = await keyOf('due')
    const due = (minutes: number) =>
      hoursToClose(db.pool, key, TEN + HOUR + minutes * 60_000, 60_000)
    expect(await due(0.9)).toEqual([])
    expect(await due(1.1)).toEqual([TEN])
    expect(await due(62)).toEqual([TEN, TEN + HOUR])
  })

  it('takes in a poll that comes late, in its place, and one stored before only once', async () => {
    const lease = await db.takeOver('late')
    await store(
      lease,
      sixteen.filter((i) => i !== 3),
    )
    const key = await keyOf('late')
    await closeHour(db.pool, lease, key, TEN)
    await replayTick(db.pool, lease, tickAt('late', 3))
    await replayTick(db.pool, lease, tickAt('late', 4))
    const whole = await db.takeOver('whole')
    await store(whole, sixteen)
    const expected = await readAll('whole')
    expect(await readAll('late')).toEqual(expected)
    await closeHour(db.pool, lease, key, TEN)
    expect(await readAll('late')).toEqual(expected)
    const { rows } = await db.pool.query('SELECT ticks FROM history.hour WHERE cluster_key = $1', [
      key,
    ])
    expect(rows).toEqual([{ ticks: 8 }])
  })

  it('by a collector that lost the cluster meanwhile changes nothing', async () => {
    const lease = await db.takeOver('lost')
    await store(lease, sixteen)
    const before = await readAll('lost')
    const key = await keyOf('lost')
    await db.takeOver('lost', 'another')
    await expect(closeHour(db.pool, lease, key, TEN)).rejects.toThrow(FenceRefused)
    expect(await ticksLeft(key)).toBe(16)
    expect(await readAll('lost')).toEqual(before)
  })

  it('keeps the largest groups of the hour for the chart of the cluster', async () => {
    const lease = await db.takeOver('ranked')
    await store(lease, sixteen)
    await closeHour(db.pool, lease, await keyOf('ranked'), TEN)
    const { rows } = await db.pool.query<{ top: { lag: [number, number][] } }>(
      'SELECT top FROM history.hour WHERE cluster_key = $1',
      [await keyOf('ranked')],
    )
    expect(rows[0]?.top.lag[0]?.[1]).toBe(60)
  })
})
