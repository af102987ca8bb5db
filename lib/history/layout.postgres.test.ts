import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeHour } from './close-hour.ts'
import { findClusterKey } from './find-series.ts'
import { topicHistory } from './read.ts'
import { type HistoryDatabase, historyDatabase, tickOf } from './testing-database.ts'
import { buildRecord, buildSnapshot } from './testing-snapshots.ts'
import { recordTick } from './write.ts'

const START = Date.parse('2026-03-01T10:59:30Z')
const TICK = 15_000

let db: HistoryDatabase
beforeAll(async () => {
  db = await historyDatabase()
})
afterAll(() => db.end())

/** A topic that stays, and many others that come and go. */
const snapshotAt = (i: number, others: number) =>
  buildSnapshot({
    clusterId: 'c',
    at: START + i * TICK,
    topics: [
      { name: 'stays', ends: [BigInt(i) * 15n] },
      ...Array.from({ length: others }, (_, n) => ({
        name: `other-${n}`,
        ends: Array<bigint>(20).fill(7n),
      })),
    ],
  })

const layouts = async (key: number) => {
  const { rows } = await db.pool.query<{ layout: number }>(
    'SELECT DISTINCT layout FROM history.slot WHERE cluster_key = $1 ORDER BY 1',
    [key],
  )
  return rows.map((row) => row.layout)
}

describe('a vector that mostly belongs to topics that are gone', () => {
  it('is begun anew, without a trace in the history of what stays', async () => {
    const lease = await db.takeOver('c')
    for (const [i, others] of [600, 600, 3, 3, 3].entries()) {
      await recordTick(db.pool, lease, tickOf(buildRecord(snapshotAt(i, others))))
    }
    const cluster = { clusterId: 'c', kafkaClusterId: 'kafka-test' }
    const key = (await findClusterKey(db.pool, cluster)) ?? 0
    const read = async () => {
      const range = { from: START, to: START + 10 * TICK, points: 600 }
      const answer = await topicHistory(db.pool, { ...cluster, topicId: 'id-stays' }, range)
      return answer.series[0]?.points.map(([, value]) => value)
    }
    expect(await layouts(key)).toEqual([1, 2])
    expect(await read()).toEqual([1, 1, 1, 1])
    const taken = await db.takeOver('c', 'next')
    await recordTick(db.pool, taken, tickOf(buildRecord(snapshotAt(5, 3))))
    expect(await read()).toEqual([1, 1, 1, 1, 1])
    await closeHour(db.pool, taken, key, Date.parse('2026-03-01T10:00:00Z'))
    await closeHour(db.pool, taken, key, Date.parse('2026-03-01T11:00:00Z'))
    expect(await read()).toEqual([1, 1, 1, 1, 1])
    expect(await layouts(key)).toEqual([2])
  })
})
