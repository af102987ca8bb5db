import { expect, test } from 'vitest'
import { trendOf } from './rates.ts'

const TICK = 15_000
/** Lags one tick apart. */
const trend = (lags: number[]) =>
  trendOf(
    Float64Array.from(lags, (_, i) => i * TICK),
    Float64Array.from(lags),
    lags.length,
  )
const line = (n: number, from: number, step: number) =>
  Array.from({ length: n }, (_, i) => from + i * step)

test.each<[string, number[], string, number | null]>([
  ['three polls say nothing', [0, 10, 20], 'unknown', null],
  ['a lag that never moves', line(10, 500, 0), 'steady', 0],
  ['150 a tick more', line(10, 0, 150), 'growing', 10],
  ['150 a tick less', line(10, 5000, -150), 'draining', -10],
  ['a stopped group of a slow topic grows by one a tick', line(10, 0, 1), 'growing', 1 / 15],
  [
    'one odd poll does not bend the slope',
    line(20, 10_000, 150).map((lag, i) => (i === 10 ? 90_000 : lag)),
    'growing',
    10,
  ],
  [
    'a drain shows within five polls of its beginning though the window still holds the growth',
    [...line(15, 0, 3000), ...line(5, 42_000, -3000)],
    'draining',
    -200,
  ],
])('%s', (_why, lags, is, slope) => {
  const got = trend(lags)
  expect(got.trend).toBe(is)
  if (slope === null) expect(got.slopePerSecond).toBeNull()
  else expect(got.slopePerSecond).toBeCloseTo(slope, 1)
})

test('the saw tooth of a healthy consumer is steady', () => {
  // Commits every 5 s, polls every 15 s: the lag at a poll is anything up to a commit's worth.
  let seed = 7
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const steady = Array.from({ length: 200 }, () =>
    trend(Array.from({ length: 24 }, () => 1000 * random())),
  )
  // By chance a few of 200 look like a direction; a rule that called each rise growth would fail far above.
  expect(steady.filter((one) => one.trend !== 'steady').length).toBeLessThan(10)
})

test('half-way through a steady drain the time left is within 30 %', () => {
  let seed = 11
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const errors = Array.from({ length: 10 }, () => {
    const perTick = 1000 + 4000 * random()
    const ticks = 10 + Math.floor(30 * random())
    const start = perTick * ticks * 2
    const lags = Array.from({ length: Math.min(24, ticks + 1) }, (_, i) => {
      const at = ticks - Math.min(24, ticks + 1) + 1 + i
      return start - at * perTick + perTick * 0.5 * (random() - 0.5)
    })
    const left = lags.at(-1) ?? 0
    const { slopePerSecond } = trend(lags)
    const seconds = left / -(slopePerSecond ?? 0)
    return Math.abs(seconds - ticks * 15) / (ticks * 15)
  })
  expect(errors.filter((error) => error <= 0.3).length).toBeGreaterThanOrEqual(9)
})
