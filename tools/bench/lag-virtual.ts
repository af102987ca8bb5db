import { createTracker } from '../../lib/trends/tracker.ts'
import type { LagSample } from './lag-samples.ts'
import { consumers, newSeries, producers, realAge, seededRandom, step } from './simulated.ts'
import { snapshotOf } from './tracked.ts'

export const TICK_MS = 15_000
const STEP_MS = 100
const COMMIT_MS = 5_000
const BEGAN = Date.UTC(2026, 0, 1)
/** Polls before anything is asked of a tracker that has just begun. */
const WARM_UP = 4

/**
 * The tracker on a clock of its own: every way of writing beside every way of reading, commits every five
 * seconds, polls every 15 s give or take 2 %. Nothing here is Kafka; record times are those written.
 */
export const virtualSamples = (count: number): LagSample[] => {
  const random = seededRandom(7)
  const pairs = producers.flatMap((write, w) =>
    consumers.map((read, r) => ({ write, read, name: `lag-${w}-${r}`, series: newSeries() })),
  )
  const tracker = createTracker()
  const samples: LagSample[] = []
  let nextTick = BEGAN + TICK_MS
  for (let now = BEGAN, polls = 0; samples.length < count; now += STEP_MS) {
    for (const { series, ...rates } of pairs) {
      step(series, rates, { now, seconds: (now - BEGAN) / 1000, stepMs: STEP_MS })
      if ((now - BEGAN) % COMMIT_MS === 0) series.committed = series.position
    }
    if (now < nextTick) continue
    nextTick += TICK_MS + Math.round((random() - 0.5) * 0.04 * TICK_MS)
    const seen = pairs.map(({ name, series: { written, committed } }) => ({
      name,
      end: written.length,
      committed,
    }))
    const trends = tracker.observe(snapshotOf(seen, now, polls, TICK_MS), now)
    if (++polls <= WARM_UP) continue
    for (const { name, series } of pairs) {
      const trend = trends.groups[name]
      const said = trend?.lagSeconds ?? null
      samples.push({ real: realAge(series, now), said, atLeast: trend?.lagSecondsAtLeast ?? false })
    }
  }
  return samples
}

export type DrainSample = { lag: number; realSeconds: number; said: number | null }

/** One drain: a stopped group with a pile of records starts again, faster than they come, both rates unsteady. */
const drainOnce = (random: () => number): DrainSample => {
  const write = 20 + 180 * random()
  const read = write * (1.5 + 3.5 * random())
  const minutes = 4 + 20 * random()
  const pile = Math.round((read - write) * minutes * 60)
  const series = newSeries()
  for (let i = 0; i < pile; i++) series.written.push(BEGAN)
  const tracker = createTracker()
  const unsteady = (rate: number) => () => rate * (0.7 + 0.6 * random())
  const stoppedUntil = BEGAN + 10 * TICK_MS
  let half: { at: number; said: number | null } | null = null
  for (let now = BEGAN, polls = 0; ; now += STEP_MS) {
    const rates = { write: unsteady(write), read: now < stoppedUntil ? () => 0 : unsteady(read) }
    step(series, rates, { now, seconds: (now - BEGAN) / 1000, stepMs: STEP_MS })
    if ((now - BEGAN) % COMMIT_MS === 0) series.committed = series.position
    if (series.position === series.written.length) {
      return { lag: pile, realSeconds: (now - (half?.at ?? now)) / 1000, said: half?.said ?? null }
    }
    if ((now - BEGAN) % TICK_MS !== 0) continue
    const { written, committed } = series
    const seen = [{ name: 'drain', end: written.length, committed }]
    const trends = tracker.observe(snapshotOf(seen, now, polls++, TICK_MS), now)
    if (!half && now > stoppedUntil && written.length - committed <= pile / 2) {
      half = { at: now, said: trends.groups.drain?.drainSeconds ?? null }
    }
  }
}

/** What the product says at half-way of the time a drain still takes, beside the time it took. */
export const drains = (count: number): DrainSample[] => {
  const random = seededRandom(11)
  return Array.from({ length: count }, () => drainOnce(random))
}
