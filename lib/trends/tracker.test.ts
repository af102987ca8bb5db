import { describe, expect, test } from 'vitest'
import {
  broker,
  commit,
  group,
  NOW,
  partition,
  snapshot,
  topic,
} from '../groups/example-snapshot.ts'
import type { ClusterSnapshot } from '../snapshot/schema.ts'
import type { Trends } from './schema.ts'
import { createTracker, type Tracker } from './tracker.ts'

const TICK = 15_000

type Poll = { end: number | null; committed: number | null; start?: number; retentionMs?: number }

const pollOf = (
  at: number,
  { end, committed, start = 0, retentionMs = -1 }: Poll,
): ClusterSnapshot => {
  const one = topic('orders.created', [
    partition(0, {
      leader: end === null ? -1 : 1,
      endOffset: end === null ? null : BigInt(end),
      startOffset: end === null ? null : BigInt(start),
    }),
  ])
  if (one.configs.value) one.configs.value.retentionMs = retentionMs
  return snapshot({
    observedAt: at,
    topics: [one],
    brokers: [broker(1, { endOffsetsAt: at, startOffsetsAt: at })],
    groups: [
      group(
        'order-processor',
        { 'orders.created': [commit(0, committed === null ? null : BigInt(committed))] },
        [],
        { commitsAt: at },
      ),
    ],
  })
}

const run = (polls: Poll[], tracker: Tracker = createTracker(), from = NOW): Trends => {
  let trends: Trends | null = null
  for (const [i, poll] of polls.entries()) {
    const at = from + i * TICK
    trends = tracker.observe(pollOf(at, poll), at)
  }
  if (!trends) throw new Error('no poll')
  return trends
}

const of = (trends: Trends) => {
  const found = trends.groups['order-processor']
  if (!found) throw new Error('no group')
  return found
}

/** 100 records a second for so many polls; the group reads what `reads` says of the end. */
const steady = (polls: number, reads: (end: number, i: number) => number): Poll[] =>
  Array.from({ length: polls }, (_, i) => ({ end: i * 1500, committed: reads(i * 1500, i) }))

describe('a group watched over several polls', () => {
  test('is as many seconds behind as the record at its commit is old', () => {
    // 3,000 behind at 100 records a second
    const is = of(run(steady(20, (end) => Math.max(0, end - 3000))))
    expect(is.lagSeconds).toBeGreaterThanOrEqual(29)
    expect(is.lagSeconds).toBeLessThanOrEqual(31)
    expect(is.lagSecondsAtLeast).toBe(false)
  })

  test('says "at least" when its commit lies before what was watched', () => {
    const is = of(
      run(Array.from({ length: 10 }, (_, i) => ({ end: 1_000_000 + i * 1500, committed: 5 }))),
    )
    expect(is.lagSeconds).toBeGreaterThanOrEqual(130)
    expect(is.lagSecondsAtLeast).toBe(true)
  })

  test('has no time, no rate and no trend while its log end is not known', () => {
    const is = of(run([...steady(10, (end) => end), { end: null, committed: 13_500 }]))
    expect(is).toMatchObject({
      lagSeconds: null,
      trend: 'unknown',
      drain: 'unknown',
      producedPerSecond: null,
    })
  })

  test('grows and will not drain while it reads slower than is written', () => {
    const is = of(run(steady(20, (end) => end / 2)))
    expect(is).toMatchObject({ trend: 'growing', drain: 'will_not_drain', drainSeconds: null })
    expect(is.producedPerSecond).toBeCloseTo(100, 0)
    expect(is.consumedPerSecond).toBeCloseTo(50, 0)
  })

  test('drains in the time that its speed gives', () => {
    // 60,000 behind at first, 200 records a second read beyond what is written: 20 polls of 15 s take 60,000 off
    const is = of(
      run(
        Array.from({ length: 11 }, (_, i) => ({
          end: 100_000 + i * 1500,
          committed: 40_000 + i * 4500,
        })),
      ),
    )
    expect(is).toMatchObject({ trend: 'draining', drain: 'draining' })
    expect(is.drainSeconds).toBe(150)
  })

  test('is caught up when it reads within a tick of what is written', () => {
    expect(of(run(steady(20, (end) => Math.max(0, end - 100)))).drain).toBe('caught_up')
  })

  test('stands still since the poll after which its commits no longer moved', () => {
    const is = of(run(steady(12, (end, i) => (i < 6 ? end : 7500))))
    expect(is.stoppedSince).toBe(NOW + 5 * TICK)
  })

  test('a caught-up group of an idle topic is not one that stands still', () => {
    expect(
      of(run(Array.from({ length: 12 }, () => ({ end: 70, committed: 70 })))).stoppedSince,
    ).toBeNull()
  })

  test('a rewind is not consumption', () => {
    const is = of(run(steady(12, (end, i) => (i < 11 ? end : 0))))
    expect(is.consumedPerSecond).toBe(0)
  })

  test('meets the log start when the record at its commit reaches the retention time', () => {
    const polls = steady(20, (end) => Math.min(end, 3000)).map((p) => ({
      ...p,
      retentionMs: 3_600_000,
    }))
    const is = of(run(polls))
    // The record at 3,000 was written 255 s before the last poll.
    expect(is.retentionSeconds).toBeGreaterThan(3_300)
    expect(is.retentionSeconds).toBeLessThan(3_400)
  })
})

describe('a topic watched over several polls', () => {
  test('has the rate at which its ends moved, and when they last did', () => {
    const trends = run([
      ...steady(8, (end) => end),
      { end: 10_500, committed: 10_500 },
      { end: 10_500, committed: 10_500 },
    ])
    const is = trends.topics['id-of-orders.created']
    expect(is?.lastWriteAt).toBe(NOW + 7 * TICK)
    expect(is?.recordsPerSecond).toBeLessThan(100)
  })

  test('without a write since watching began says none, not the first poll', () => {
    const trends = run([
      { end: 50, committed: 50 },
      { end: 50, committed: 50 },
    ])
    expect(trends.topics['id-of-orders.created']?.lastWriteAt).toBeNull()
  })

  test('the cluster has no rate while a partition of one topic is not known', () => {
    const trends = run([...steady(8, (end) => end), { end: null, committed: 0 }])
    expect(trends.cluster.recordsPerSecond).toBeNull()
  })

  test('recreated under its name begins anew', () => {
    const tracker = createTracker()
    run(
      steady(10, (end) => end),
      tracker,
    )
    const at = NOW + 10 * TICK
    const again = pollOf(at, { end: 10, committed: 10 })
    if (again.topics[0]) again.topics[0].id = 'another'
    const trends = tracker.observe(again, at)
    expect(trends.topics.another?.recordsPerSecond).toBeNull()
    expect(of(trends).lagSeconds).toBe(0)
  })
})

test('after a restart the stored points give lag in time and trend from the first poll on', () => {
  const tracker = createTracker()
  const at = (i: number) => NOW + i * TICK
  tracker.seed({
    topics: Array.from({ length: 20 }, (_, i) => ({
      topicId: 'id-of-orders.created',
      at: at(i),
      endOffsets: [i * 1500],
    })),
    groups: Array.from({ length: 20 }, (_, i) => ({
      group: 'order-processor',
      at: at(i),
      lagMessages: i * 750,
    })),
  })
  const trends = tracker.observe(pollOf(at(20), { end: 30_000, committed: 15_000 }), at(20))
  const is = of(trends)
  expect(is.trend).toBe('growing')
  expect(is.lagSeconds).toBeGreaterThanOrEqual(149)
  expect(is.lagSeconds).toBeLessThanOrEqual(151)
  expect(is.spark.some((v) => v !== null)).toBe(true)
  expect(trends.watchedSince).toBe(NOW)
})
