import { describe, expect, test } from 'vitest'
import { addPoint, createOffsetLog, recordsPerSecond } from './offset-log.ts'
import { addToSpark, createSpark, SPARK_MS, SPARK_VALUES, sparkValues } from './sparks.ts'
import { ageOf } from './time-lag.ts'

const TICK = 15_000
const log = (points: [offset: number, seconds: number][]) => {
  const made = createOffsetLog(1)
  for (const [offset, seconds] of points) addPoint(made, 0, offset, seconds * 1000)
  return made
}
const count = (made: ReturnType<typeof log>) => made.counts[0]

describe('a partition’s log of end offsets', () => {
  test('an idle partition keeps two points however long it is idle', () => {
    const made = log(Array.from({ length: 500 }, (_, i) => [42, i * 15]))
    expect(count(made)).toBe(2)
    expect(made.movedAt).toBeNull()
  })

  test('a poll that carried an old answer over adds nothing', () => {
    expect(
      count(
        log([
          [10, 0],
          [20, 15],
          [20, 15],
          [30, 10],
        ]),
      ),
    ).toBe(2)
  })

  test('after a truncation the points above the new end are gone, so no age comes from them', () => {
    const made = log([
      [100, 0],
      [200, 15],
      [300, 30],
      [150, 45],
      [160, 60],
    ])
    // Record 155 was written after the truncation, not when the lost record 155 was.
    expect(ageOf(made, 0, 155, 60_000)?.seconds).toBeLessThan(15)
  })

  test('its memory is bounded whatever the time, and its rate stays exact', () => {
    const made = log(Array.from({ length: 20_000 }, (_, i) => [i * 150, i * 15]))
    expect(count(made)).toBeLessThanOrEqual(64)
    expect(recordsPerSecond(made, 0, 60_000)).toBeCloseTo(10)
  })

  test('under changing rates 95 % of ages are within a tick or 10 % of the truth, up to half a day', () => {
    let seed = 5
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647
      return seed / 2_147_483_647
    }
    const made = createOffsetLog(1)
    const writtenAt: number[] = []
    let end = 0
    const ticks = 2880
    for (let i = 0; i <= ticks; i += 1) {
      const n =
        i === 0 ? 0 : Math.floor(40 * (1 + Math.sin(i / 50)) * random() * (i % 97 < 8 ? 0 : 1))
      for (let k = 0; k < n; k += 1) writtenAt.push((i - 1 + (k + 0.5) / n) * TICK)
      end += n
      addPoint(made, 0, end, i * TICK)
    }
    const now = ticks * TICK
    let good = 0
    for (let i = 0; i < 1000; i += 1) {
      const offset = Math.floor(end * random())
      const truth = (now - (writtenAt[offset] ?? 0)) / 1000
      const age = ageOf(made, 0, offset, now)
      const close = age !== null && Math.abs(age.seconds - truth) <= Math.max(15, 0.1 * truth)
      if (close || (age?.atLeast && age.seconds <= truth)) good += 1
    }
    expect(good).toBeGreaterThanOrEqual(950)
  })
})

test.each<[string, [number, number][], number, number, number | null, boolean]>([
  [
    'at the end there is nothing to read',
    [
      [0, 0],
      [150, 15],
    ],
    150,
    15,
    0,
    false,
  ],
  [
    'half-way between two polls',
    [
      [0, 0],
      [150, 15],
    ],
    75,
    15,
    7.5,
    false,
  ],
  [
    'an idle hour is not smeared over the record after it',
    [
      [10, 0],
      [10, 3600],
      [11, 3615],
    ],
    10,
    3615,
    7.5,
    false,
  ],
  [
    'before the window: at least as long as we watched',
    [
      [1000, 0],
      [1150, 60],
    ],
    5,
    60,
    60,
    true,
  ],
  ['right after the first poll nothing can be said', [[1000, 0]], 5, 0, null, false],
])('age: %s', (_why, points, offset, now, seconds, atLeast) => {
  const age = ageOf(log(points), 0, offset, now * 1000)
  if (seconds === null) expect(age).toBeNull()
  else {
    expect(age?.seconds).toBeCloseTo(seconds, 0)
    expect(age?.atLeast).toBe(atLeast)
  }
})

describe('an hour in thirty values', () => {
  const at = 1000 * SPARK_MS

  test('each value is the highest of its two minutes, the last one now’s', () => {
    const spark = createSpark()
    addToSpark(spark, at, 5)
    addToSpark(spark, at + 15_000, 9)
    addToSpark(spark, at + 30_000, 7)
    expect(sparkValues(spark, at).at(-1)).toBe(9)
    expect(sparkValues(spark, at)).toHaveLength(SPARK_VALUES)
  })

  test('what was not seen is null, never the value before and never 0', () => {
    const spark = createSpark()
    addToSpark(spark, at, 5)
    addToSpark(spark, at + 3 * SPARK_MS, 6)
    expect(sparkValues(spark, at + 4 * SPARK_MS).slice(-5)).toEqual([5, null, null, 6, null])
  })

  test('after an hour without a value nothing of the old hour is left', () => {
    const spark = createSpark()
    addToSpark(spark, at, 5)
    expect(sparkValues(spark, at + 40 * SPARK_MS).every((v) => v === null)).toBe(true)
    addToSpark(spark, at + 40 * SPARK_MS, 6)
    expect(sparkValues(spark, at + 40 * SPARK_MS).filter((v) => v !== null)).toEqual([6])
  })
})
