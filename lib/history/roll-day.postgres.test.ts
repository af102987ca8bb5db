import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeHour, hoursToClose } from './close-hour.ts'
import { findClusterKey } from './find-series.ts'
import type { Lease } from './lease.ts'
import { listPartitions } from './partitions.ts'
import { groupHistory, topicHistory } from './read.ts'
import { applyRetention } from './retention.ts'
import { daysToRoll, rollDay } from './roll-day.ts'
import type { HistoryAnswer } from './schema.ts'
import { storage } from './storage.ts'
import { type HistoryDatabase, historyDatabase, tickOf } from './testing-database.ts'
import { buildRecord, buildSnapshot, noTrends } from './testing-snapshots.ts'
import { recordTick, replayTick } from './write.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const MIDNIGHT = Date.parse('2026-03-02T00:00:00Z')
const YESTERDAY = MIDNIGHT - DAY

let db: HistoryDatabase
beforeAll(async () => {
  db = await historyDatabase()
})
afterAll(() => db.end())

/** One poll a minute around midnight; what it saw is plain arithmetic in `i`. */
type Seen = { at: number; end: number; lag: number; lagSeconds: number }
const seenAt = (i: number): Seen => ({
  at: MIDNIGHT - 40 * MINUTE + i * MINUTE,
  end: 1_000_000 + i * 60 + (i % 5) * 30,
  lag: (i * 7919) % 1000,
  lagSeconds: ((i * 31) % 50) / 2,
})
const polls = Array.from({ length: 60 }, (_, i) => seenAt(i))

const tickFor = (clusterId: string, seen: Seen) => {
  const trends = noTrends(seen.at)
  trends.groups.g = {
    lagSeconds: seen.lagSeconds,
    lagSecondsAtLeast: false,
    producedPerSecond: null,
    consumedPerSecond: null,
    trend: 'unknown',
    slopePerSecond: null,
    drain: 'unknown',
    drainSeconds: null,
    retentionSeconds: null,
    spark: [],
    partitions: {},
    stoppedSince: null,
  }
  const snapshot = buildSnapshot({
    clusterId,
    at: seen.at,
    tickMs: MINUTE,
    topics: [{ name: 'a', ends: [BigInt(seen.end)] }],
    groups: [{ id: 'g', commits: { a: [BigInt(seen.end - seen.lag)] } }],
  })
  return tickOf(buildRecord(snapshot, { trends }))
}

const keyOf = async (clusterId: string): Promise<number> => {
  const key = await findClusterKey(db.pool, { clusterId, kafkaClusterId: 'kafka-test' })
  if (key === null) throw new Error('never stored')
  return key
}

const closeAll = async (lease: Lease, key: number, now: number) => {
  for (const hour of await hoursToClose(db.pool, key, now, 0)) {
    await closeHour(db.pool, lease, key, hour)
  }
}

const rollAll = async (lease: Lease, key: number, now: number) => {
  const days = await daysToRoll(db.pool, key, now, 0)
  for (const day of days) await rollDay(db.pool, lease, key, day)
  return days.map((day) => day.day)
}

/** Over 48 hours, so that it is answered from rollups where there are any; 588 buckets. */
const range = { from: MIDNIGHT - DAY, to: MIDNIGHT + 1.04 * DAY, points: 600 }
const read = (clusterId: string) =>
  groupHistory(db.pool, { clusterId, kafkaClusterId: 'kafka-test', group: 'g' }, range)

const seriesOf = (answer: HistoryAnswer, key: string) =>
  new Map(answer.series.find((s) => s.key === key)?.points.filter(([, value]) => value !== null))

/** Five-minute maxima, computed here and not by the product. */
const maxima = (of: (seen: Seen, before: Seen | undefined) => number | null) => {
  const found = new Map<string, number>()
  polls.forEach((seen, i) => {
    const value = of(seen, polls[i - 1])
    if (value === null) return
    const bucket = new Date(Math.floor(seen.at / (5 * MINUTE)) * 5 * MINUTE).toISOString()
    found.set(bucket, Math.max(value, found.get(bucket) ?? value))
  })
  return found
}

describe('a day rolled up', () => {
  it('says the same as its polls: lag, time, produced and consumed, in five-minute maxima', async () => {
    const lease = await db.takeOver('rolled')
    for (const seen of polls) await recordTick(db.pool, lease, tickFor('rolled', seen))
    const key = await keyOf('rolled')
    await closeAll(lease, key, MIDNIGHT + DAY)
    expect(await rollAll(lease, key, MIDNIGHT + 10 * MINUTE)).toEqual([YESTERDAY])
    await db.pool.query('DELETE FROM history.chunk WHERE hour < $1', [new Date(MIDNIGHT)])
    const answer = await read('rolled')
    expect(answer.resolutionMs).toBe(5 * MINUTE)
    const flow = (of: (seen: Seen) => number) => (seen: Seen, before?: Seen) =>
      // Chunks of the rolled day are gone, so the first poll after midnight has none before it.
      before && seen.at !== MIDNIGHT
        ? Number((Math.max(0, of(seen) - of(before)) / 60).toFixed(1))
        : null
    expect(seriesOf(answer, 'total')).toEqual(maxima((seen) => seen.lag))
    expect(seriesOf(answer, 'a')).toEqual(maxima((seen) => seen.lag))
    expect(seriesOf(answer, 'lagSeconds')).toEqual(maxima((seen) => seen.lagSeconds))
    const rounded = (key: string) =>
      new Map([...seriesOf(answer, key)].map(([at, v]) => [at, Number((v ?? 0).toFixed(1))]))
    expect(rounded('produced')).toEqual(maxima(flow((seen) => seen.end)))
    expect(rounded('consumed')).toEqual(maxima(flow((seen) => seen.end - seen.lag)))
  })

  it('is not rolled up before it is over, nor twice, but again after a late poll', async () => {
    const lease = await db.takeOver('again')
    const late = polls[7] as Seen
    for (const seen of polls) {
      if (seen !== late) await recordTick(db.pool, lease, tickFor('again', seen))
    }
    const key = await keyOf('again')
    await closeAll(lease, key, MIDNIGHT)
    expect(await rollAll(lease, key, MIDNIGHT - MINUTE)).toEqual([])
    expect(await rollAll(lease, key, MIDNIGHT + MINUTE)).toEqual([YESTERDAY])
    expect(await rollAll(lease, key, MIDNIGHT + MINUTE)).toEqual([])
    await replayTick(db.pool, lease, tickFor('again', late))
    await closeAll(lease, key, MIDNIGHT)
    expect(await rollAll(lease, key, MIDNIGHT + MINUTE)).toEqual([YESTERDAY])
    expect(seriesOf(await read('again'), 'total')).toEqual(maxima((seen) => seen.lag))
  })
})

describe('retention', () => {
  const names = async () => {
    const all = await Promise.all(
      (['tick', 'chunk', 'rollup', 'event'] as const).map((t) => listPartitions(db.pool, t)),
    )
    return all.flat().map(({ name }) => name)
  }

  it('drops polls after their hours and rollups after their days, and no day that is not rolled up', async () => {
    const lease = await db.takeOver('kept')
    for (const seen of polls) await recordTick(db.pool, lease, tickFor('kept', seen))
    const key = await keyOf('kept')
    await closeAll(lease, key, MIDNIGHT + DAY)
    const keep = { rawHours: 48, rollupDays: 90 }
    await applyRetention(db.pool, keep, MIDNIGHT + 3 * DAY)
    expect(await names()).toContain('chunk_20260301')
    await rollAll(lease, key, MIDNIGHT + DAY)
    await applyRetention(db.pool, keep, MIDNIGHT + 2 * DAY)
    expect(await names()).toContain('chunk_20260301')
    await applyRetention(db.pool, keep, MIDNIGHT + 2 * DAY + MINUTE)
    expect(await names()).not.toContain('chunk_20260301')
    expect(await names()).not.toContain('tick_2026030123')
    expect(await names()).toContain('rollup_20260301')
    expect(seriesOf(await read('kept'), 'total').size).toBeGreaterThan(0)
    await applyRetention(db.pool, keep, MIDNIGHT + 92 * DAY)
    expect(await names()).not.toContain('rollup_20260301')
    expect(await names()).not.toContain('event_20260301')
    expect(await names()).toEqual([])
    expect(seriesOf(await read('kept'), 'total').size).toBe(0)
  })

  it('lets a poll be stored for a time whose partition was dropped', async () => {
    const lease = await db.takeOver('back')
    await recordTick(db.pool, lease, tickFor('back', polls[0] as Seen))
    await applyRetention(db.pool, { rawHours: 1, rollupDays: 1 }, MIDNIGHT + 30 * DAY)
    await recordTick(db.pool, lease, tickFor('back', polls[1] as Seen))
    const topic = { clusterId: 'back', kafkaClusterId: 'kafka-test', topicId: 'id-a' }
    expect((await topicHistory(db.pool, topic, range)).gaps.length).toBeGreaterThan(0)
  })
})

describe('storage', () => {
  it('tells what is used, since when, and how long it stays', async () => {
    const lease = await db.takeOver('sizes')
    await recordTick(db.pool, lease, tickFor('sizes', polls[0] as Seen))
    const parts = await storage(db.pool, { rawHours: 48, rollupDays: 90 }, MIDNIGHT)
    const raw = parts.find(({ part }) => part === 'raw')
    expect(raw?.bytes).toBeGreaterThan(0)
    expect(raw?.keptDays).toBe(2)
    expect(raw?.daysLeft).toBeGreaterThan(0)
    expect(parts.map(({ part }) => part)).toEqual(['raw', 'rollups', 'events', 'live'])
  })
})
