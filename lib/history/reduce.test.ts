import { describe, expect, it } from 'vitest'
import { gapsOf } from './gaps.ts'
import { bucketMs, reduceMax, type Samples } from './reduce.ts'

const T = Date.parse('2026-03-01T00:00:00Z')
const TICK = 15_000
const at = (i: number) => new Date(T + i * TICK).toISOString()

/** Samples at whole ticks; a hole is more than 2.5 of them. */
const samples = (values: Record<number, number | null>): Samples => {
  const ticks = Object.keys(values).map(Number)
  return {
    times: Float64Array.from(ticks, (i) => T + i * TICK),
    holeMs: new Float64Array(ticks.length).fill(TICK * 2.5),
    values: Float64Array.from(ticks, (i) => values[i] ?? Number.NaN),
  }
}

const range = { from: T, to: T + 100 * TICK, points: 10 }

describe('reducing samples to points', () => {
  it('keeps every sample when they fit', () => {
    expect(reduceMax(samples({ 0: 5, 1: 0, 2: 7 }), range, 0)).toEqual([
      [at(0), 5],
      [at(1), 0],
      [at(2), 7],
    ])
  })

  it('keeps the largest of each bucket, so that no peak is lost', () => {
    expect(reduceMax(samples({ 0: 1, 1: 900, 2: 3, 3: 2, 4: 8 }), range, 4 * TICK)).toEqual([
      [at(0), 900],
      [at(4), 8],
    ])
  })

  it('breaks the line once where samples are unknown, and never draws a zero', () => {
    expect(reduceMax(samples({ 0: 5, 1: null, 2: null, 3: 6 }), range, 0)).toEqual([
      [at(0), 5],
      [at(1), null],
      [at(3), 6],
    ])
  })

  it('breaks the line in a hole in time', () => {
    expect(reduceMax(samples({ 0: 5, 1: 5, 5: 6 }), range, 0)).toEqual([
      [at(0), 5],
      [at(1), 5],
      [at(3), null],
      [at(5), 6],
    ])
  })

  it('breaks the line in a hole that lies within one bucket', () => {
    const points = reduceMax(samples({ 0: 5, 1: 5, 6: 6, 7: 4 }), range, 10 * TICK)
    expect(points.map(([, value]) => value)).toEqual([5, null, 6])
  })

  it('does not break it for one late poll', () => {
    expect(reduceMax(samples({ 0: 5, 2: 6 }), range, 0)).toHaveLength(2)
  })

  it('lets a bucket that knows one of its samples have its value', () => {
    expect(reduceMax(samples({ 0: null, 1: 4, 2: null, 3: null }), range, 4 * TICK)).toEqual([
      [at(0), 4],
    ])
  })

  it('leaves out what lies outside of the range', () => {
    const inside = { from: T + TICK, to: T + 2 * TICK, points: 10 }
    expect(reduceMax(samples({ 0: 1, 1: 2, 2: 3, 3: 4 }), inside, 0)).toHaveLength(2)
  })

  it('puts buckets on whole multiples, so that a moving range does not redraw the past', () => {
    const values = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [i, (i * 37) % 11]))
    const moved = { ...range, from: T + 3 * TICK }
    const first = reduceMax(samples(values), range, 8 * TICK)
    const second = reduceMax(samples(values), moved, 8 * TICK)
    expect(second.slice(1)).toEqual(first.slice(1))
  })

  it('chooses a width of whole steps only when there are too many samples', () => {
    const many = samples(Object.fromEntries(Array.from({ length: 41 }, (_, i) => [i, 1])))
    const whole = { from: T, to: T + 40 * TICK, points: 10 }
    expect(bucketMs(many.times, { ...whole, points: 41 }, TICK)).toBe(0)
    expect(bucketMs(many.times, whole, TICK)).toBe(4 * TICK)
    expect(reduceMax(many, whole, 4 * TICK).length).toBeLessThanOrEqual(11)
  })
})

describe('gaps say why there is nothing', () => {
  const gaps = (
    values: Record<number, number | null>,
    outages: { from: number; to: number | null }[],
  ) =>
    gapsOf(
      samples(values),
      outages.map(({ from, to }) => ({
        from: T + from * TICK,
        to: to === null ? null : T + to * TICK,
        reason: 'Kafka could not be reached: refused',
      })),
      T,
      T + 20 * TICK,
      TICK,
    ).map(({ from, to, reason }) => [(from - T) / TICK, (to - T) / TICK, reason.split(':')[0]])

  const watched = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [i, i]))

  it('and there are none while everything is known', () => {
    expect(gaps(watched, [])).toEqual([])
  })

  it('nobody watched, before, between and after', () => {
    expect(gaps({ 5: 1, 6: 1, 14: 1 }, [])).toEqual([
      [0, 5, 'no collector was watching'],
      [6, 14, 'no collector was watching'],
      [14, 20, 'no collector was watching'],
    ])
  })

  it('Kafka was away, for the part of the hole that the outage covers', () => {
    expect(gaps({ 0: 1, 1: 1, 15: 1, 16: 1, 18: 1, 20: 1 }, [{ from: 3, to: 12 }])).toEqual([
      [1, 3, 'no collector was watching'],
      [3, 12, 'Kafka could not be reached'],
      [12, 15, 'no collector was watching'],
    ])
  })

  it('an outage that still lasts reaches to the end', () => {
    expect(gaps({ 0: 1, 1: 1, 2: 1 }, [{ from: 2, to: null }])).toEqual([
      [2, 20, 'Kafka could not be reached'],
    ])
  })

  it('the cluster was watched but this was not known', () => {
    const silent = { ...watched, 4: null, 5: null, 6: null, 7: null }
    expect(gaps(silent, [])).toEqual([[3, 8, 'not known']])
  })
})
