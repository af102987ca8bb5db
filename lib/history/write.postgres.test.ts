import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeLive } from '../snapshot/codec.ts'
import { readLive } from './live.ts'
import { groupHistory, topicHistory } from './read.ts'
import type { HistoryAnswer } from './schema.ts'
import { type HistoryDatabase, historyDatabase, tickOf } from './testing-database.ts'
import { buildRecord, buildSnapshot, type SnapshotInput } from './testing-snapshots.ts'
import { recordTick } from './write.ts'

const START = Date.parse('2026-03-01T10:10:00Z')
const TICK = 15_000

let db: HistoryDatabase
beforeAll(async () => {
  db = await historyDatabase()
})
afterAll(() => db.end())

const store = async (clusterId: string, inputs: Omit<SnapshotInput, 'clusterId'>[]) => {
  const lease = await db.takeOver(clusterId)
  for (const input of inputs) {
    const record = buildRecord(buildSnapshot({ ...input, clusterId }))
    await recordTick(db.pool, lease, tickOf(record))
  }
}

const values = (answer: HistoryAnswer, key: string): (number | null)[] | undefined =>
  answer.series.find((series) => series.key === key)?.points.map(([, value]) => value)

const range = { from: START - TICK, to: START + 10 * TICK, points: 600 }
const cluster = (clusterId: string) => ({ clusterId, kafkaClusterId: 'kafka-test' })

describe('what polls saw of a group is read back', () => {
  it('as lag in total and by topic, produced and consumed per second', async () => {
    await store(
      'round-trip',
      [0n, 1n, 2n].map((i) => ({
        at: START + Number(i) * TICK,
        topics: [
          { name: 'orders', ends: [5_000_000_000n + i * 150n, 2_000n] },
          { name: 'payments', ends: [10n + i * 30n] },
        ],
        groups: [
          {
            id: 'billing',
            commits: { orders: [4_999_999_990n + i * 75n, 1_990n], payments: [10n] },
          },
        ],
      })),
    )
    const answer = await groupHistory(
      db.pool,
      { ...cluster('round-trip'), group: 'billing' },
      range,
    )
    expect(values(answer, 'total')).toEqual([20, 125, 230])
    expect(values(answer, 'orders')).toEqual([20, 95, 170])
    expect(values(answer, 'payments')).toEqual([0, 30, 60])
    expect(values(answer, 'produced')).toEqual([12, 12])
    expect(values(answer, 'consumed')).toEqual([5, 5])
    expect(answer.resolutionMs).toBe(TICK)
  })

  it('with a break, not a zero, where its coordinator or a leader was silent', async () => {
    const topics = [{ name: 'orders', ends: [100n, 100n] }]
    const ask = (commits: Record<string, bigint[]> | null) => ({ id: 'billing', commits })
    await store('silence', [
      { at: START, topics, groups: [ask({ orders: [90n, 90n] })] },
      { at: START + TICK, topics, groups: [ask(null)] },
      {
        at: START + 2 * TICK,
        topics: [{ name: 'orders', ends: [100n, null] }],
        groups: [ask({ orders: [90n, 90n] })],
      },
    ])
    const answer = await groupHistory(db.pool, { ...cluster('silence'), group: 'billing' }, range)
    expect(values(answer, 'total')).toEqual([20, null])
    expect(values(answer, 'at least')).toEqual([10])
    expect(values(answer, 'orders')).toEqual([20, null])
    expect(values(answer, 'unknown')).toEqual([0, 0, 1])
  })

  it('of a group with very many topics for the twenty that lag most', async () => {
    const names = Array.from({ length: 30 }, (_, n) => `t${n}`)
    await store('wide', [
      {
        at: START,
        topics: names.map((name) => ({ name, ends: [100n] })),
        groups: [
          {
            id: 'g',
            commits: Object.fromEntries(names.map((name, n) => [name, [100n - BigInt(n)]])),
          },
        ],
      },
    ])
    const answer = await groupHistory(db.pool, { ...cluster('wide'), group: 'g' }, range)
    expect(values(answer, 'total')).toEqual([435])
    expect(answer.series.filter((s) => s.key.startsWith('t') && s.key !== 'total')).toHaveLength(20)
    expect(values(answer, 't29')).toEqual([29])
    expect(values(answer, 't9')).toBeUndefined()
    expect(values(answer, 'produced')).toBeUndefined()
  })

  it('for a share group by the lag the broker computed', async () => {
    await store('share', [
      {
        at: START,
        topics: [{ name: 'jobs', ends: [1000n] }],
        groups: [
          {
            id: 'workers',
            type: 'share',
            commits: { jobs: [400n] },
            shareLags: { jobs: [90n] },
          },
        ],
      },
    ])
    const answer = await groupHistory(db.pool, { ...cluster('share'), group: 'workers' }, range)
    expect(values(answer, 'total')).toEqual([90])
    expect(values(answer, 'jobs')).toEqual([90])
  })
})

describe('the vector of a cluster', () => {
  it('takes partitions and topics that are added later', async () => {
    await store('grows', [
      { at: START, topics: [{ name: 'a', ends: [5n] }] },
      {
        at: START + TICK,
        topics: [
          { name: 'a', ends: [20n, 100n] },
          { name: 'b', ends: [7n] },
        ],
      },
      {
        at: START + 2 * TICK,
        topics: [
          { name: 'a', ends: [20n, 115n] },
          { name: 'b', ends: [22n] },
        ],
      },
    ])
    const read = (topicId: string) =>
      topicHistory(db.pool, { ...cluster('grows'), topicId }, range).then((a) =>
        values(a, 'produced'),
      )
    expect(await read('id-a')).toEqual([1, 1])
    expect(await read('id-b')).toEqual([1])
  })

  it('keeps offsets exact when one leaves int4 around its base', async () => {
    const far = 3_000_000_000n
    await store(
      'overflow',
      [0n, far, far + 15n, far * 3n, far * 3n + 30n].map((end, i) => ({
        at: START + i * TICK,
        topics: [{ name: 'a', ends: [end] }],
        groups: [{ id: 'g', commits: { a: [end === 0n ? 0n : end - 7n] } }],
      })),
    )
    const answer = await groupHistory(db.pool, { ...cluster('overflow'), group: 'g' }, range)
    expect(values(answer, 'a')).toEqual([0, 7, 7, 7, 7])
    expect(values(answer, 'produced')).toEqual([200_000_000, 1, 399_999_999, 2])
  })

  it('is the same for a collector that takes over and knows nothing of it', async () => {
    for (const i of [0, 1, 2]) {
      const topics = [{ name: 'a', ends: [BigInt(i) * 15n, ...(i ? [3n] : [])] }]
      await store('handed-over', [{ at: START + i * TICK, topics }])
    }
    const answer = await topicHistory(
      db.pool,
      { ...cluster('handed-over'), topicId: 'id-a' },
      range,
    )
    expect(values(answer, 'produced')).toEqual([1, 1])
  })
})

describe('a topic deleted and recreated under its name', () => {
  it('is a new series: its low offsets are not the old one emptied', async () => {
    const group = (offset: bigint) => [{ id: 'g', commits: { a: [offset] } }]
    await store('recreated', [
      { at: START, topics: [{ id: 'one', name: 'a', ends: [900n] }], groups: group(800n) },
      { at: START + TICK, topics: [{ id: 'two', name: 'a', ends: [6n] }], groups: group(4n) },
    ])
    const one = await groupHistory(db.pool, { ...cluster('recreated'), group: 'g' }, range)
    expect(values(one, 'a')).toEqual([2])
    expect(one.series.filter((s) => s.key.startsWith('a (')).length).toBe(1)
    const two = await topicHistory(db.pool, { ...cluster('recreated'), topicId: 'two' }, range)
    expect(values(two, 'produced')).toEqual([])
  })
})

describe('an id pointed at another Kafka cluster', () => {
  it('starts new series', async () => {
    const topics = [{ name: 'a', ends: [15n] }]
    const groups = (commit: bigint) => [{ id: 'g', commits: { a: [commit] } }]
    await store('moved', [
      { at: START, topics, groups: groups(15n), kafkaClusterId: 'old' },
      { at: START + TICK, topics, groups: groups(5n), kafkaClusterId: 'new' },
    ])
    const read = (kafkaClusterId: string) =>
      groupHistory(db.pool, { clusterId: 'moved', kafkaClusterId, group: 'g' }, range)
    expect(values(await read('old'), 'total')).toEqual([0])
    expect(values(await read('new'), 'total')).toEqual([10])
    expect((await read('other')).gaps[0]?.reason).toBe('no history of this group')
  })
})

describe('groups left out of history', () => {
  it('are in the live row and have no past', async () => {
    const lease = await db.takeOver('left-out')
    const record = buildRecord(
      buildSnapshot({
        clusterId: 'left-out',
        at: START,
        topics: [{ name: 'a', ends: [9n] }],
        groups: [{ id: 'console-consumer-1', commits: { a: [4n] } }],
      }),
    )
    await recordTick(db.pool, lease, tickOf(record, { noHistory: ['console-consumer-*'] }))
    const subject = { ...cluster('left-out'), group: 'console-consumer-1' }
    expect((await groupHistory(db.pool, subject, range)).series).toEqual([])
    const live = await readLive(db.pool, 'left-out')
    expect(live?.writtenAt).toBe(START)
    expect(live && decodeLive(live.bytes)).toEqual(record)
  })
})
