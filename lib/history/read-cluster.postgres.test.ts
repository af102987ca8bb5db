import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SeedPoints } from '../trends/schema.ts'
import { closeHour } from './close-hour.ts'
import { findClusterKey } from './find-series.ts'
import { brokerHistory, clusterHistory } from './read.ts'
import { seedPoints } from './seed.ts'
import { type HistoryDatabase, historyDatabase, tickOf } from './testing-database.ts'
import { buildRecord, buildSnapshot, noTrends } from './testing-snapshots.ts'
import { recordTick } from './write.ts'

const HOUR = Date.parse('2026-03-01T10:00:00Z')
const TICK = 15_000
const GROUPS = 12

let db: HistoryDatabase
const cluster = { clusterId: 'c', kafkaClusterId: 'kafka-test' }
const range = { from: HOUR, to: HOUR + 3_600_000, points: 600 }

/** Group `n` lags `n * 100`; group 0 has one peak of 5,000 in the second poll. */
const lagOf = (n: number, poll: number) => (n === 0 && poll === 1 ? 5000 : n * 100)

const dirs = (used: number) => [
  { path: '/one', totalBytes: 1000, usableBytes: 1000 - used, error: null },
  { path: '/two', totalBytes: 1000, usableBytes: 900, error: null },
]

beforeAll(async () => {
  db = await historyDatabase()
  const lease = await db.takeOver('c')
  for (const poll of [0, 1, 2]) {
    const at = HOUR + 60_000 + poll * TICK
    const trends = noTrends(at)
    trends.cluster.recordsPerSecond = 50
    const snapshot = buildSnapshot({
      at,
      clusterId: 'c',
      brokers: [
        { id: 1, logDirs: dirs(700 + poll), roundTripMs: 4 },
        { id: 2, logDirs: dirs(50) },
      ],
      topics: [{ name: 'a', ends: [10_000n + BigInt(poll) * 300n] }],
      groups: Array.from({ length: GROUPS }, (_, n) => ({
        id: `g${n}`,
        commits: { a: [10_000n + BigInt(poll) * 300n - BigInt(lagOf(n, poll))] },
      })),
    })
    trends.topics['id-a'] = {
      recordsPerSecond: 20,
      partitionsPerSecond: [20],
      lastWriteAt: at,
      watchedSince: at,
      spark: [],
    }
    await recordTick(db.pool, lease, tickOf(buildRecord(snapshot, { trends })))
  }
})
afterAll(() => db.end())

const read = async (metric: 'lag' | 'records' | 'disk') => {
  const answer = await clusterHistory(db.pool, { ...cluster, metric }, range)
  return new Map(answer.series.map((s) => [s.key, s.points.map(([, value]) => value)]))
}

describe('history of a cluster', () => {
  const total = Array.from({ length: GROUPS }, (_, n) => n * 100).reduce((a, b) => a + b)

  it('names the eight groups that lagged most within the range, and sums the others', async () => {
    const series = await read('lag')
    expect([...series.keys()]).toEqual([
      'total',
      ...['g0', 'g11', 'g10', 'g9', 'g8', 'g7', 'g6', 'g5'],
      'others',
    ])
    expect(series.get('total')).toEqual([total, total + 5000, total])
    expect(series.get('g0')).toEqual([0, 5000, 0])
    expect(series.get('others')).toEqual([1000, 1000, 1000])
  })

  it('tells records a second by topic', async () => {
    const series = await read('records')
    expect(series.get('total')).toEqual([50, 50, 50])
    expect(series.get('a')).toEqual([20, 20])
  })

  it('tells the worst log dir of each broker', async () => {
    const series = await read('disk')
    expect(series.get('broker:1')).toEqual([70, 70.1, 70.2])
    expect(series.get('broker:2')).toEqual([10, 10, 10])
  })

  it('is the same once the hour is closed', async () => {
    const before = [await read('lag'), await read('records'), await read('disk')]
    const lease = await db.takeOver('c')
    const key = await findClusterKey(db.pool, cluster)
    await closeHour(db.pool, lease, key ?? 0, HOUR)
    expect([await read('lag'), await read('records'), await read('disk')]).toEqual(before)
  })
})

describe('history of a broker', () => {
  it('has each log dir in percent, reachability and the round trip; what is not measured is absent', async () => {
    const answer = await brokerHistory(db.pool, { ...cluster, brokerId: 1 }, range)
    const values = new Map(answer.series.map((s) => [s.key, s.points.map(([, value]) => value)]))
    expect(values.get('dir:/one')).toEqual([70, 70.1, 70.2])
    expect(values.get('dir:/two')).toEqual([10, 10, 10])
    expect(values.get('reachable')).toEqual([1, 1, 1])
    expect(values.get('roundTrip')).toEqual([4, 4, 4])
    expect(values.get('leaders')).toEqual([1, 1, 1])
    expect(values.has('p99')).toBe(false)
  })
})

describe('a tracker that starts', () => {
  it('is given end offsets by topic id and lag by group, oldest first', async () => {
    const seed = async (kafkaClusterId: string) => {
      const all: SeedPoints = { topics: [], groups: [] }
      await seedPoints(db.pool, 'c', kafkaClusterId, HOUR, ({ topics, groups }) => {
        all.topics.push(...topics)
        all.groups.push(...groups)
      })
      return all
    }
    const { topics, groups } = await seed('kafka-test')
    expect(topics.map((point) => point.endOffsets)).toEqual([[10_000], [10_300], [10_600]])
    const g0 = groups.filter((point) => point.group === 'g0')
    expect(g0.map((point) => point.lagMessages)).toEqual([0, 5000, 0])
    expect(await seed('other')).toEqual({ topics: [], groups: [] })
  })
})
