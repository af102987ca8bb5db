import { describe, expect, test } from 'vitest'
import type { HistoryAnswer } from '../history/schema.ts'
import { axisTicks, timeTicks } from './axis.ts'
import { prepareSeries } from './prepare-series.ts'

const at = (minute: number) => `2026-11-24T02:${String(minute).padStart(2, '0')}:00Z`
const from = Date.parse(at(0))
const to = Date.parse(at(30))
const answer = (points: Record<string, (number | null)[]>, gaps: HistoryAnswer['gaps'] = []) => ({
  resolutionMs: 60_000,
  gaps,
  series: Object.entries(points).map(([key, values]) => ({
    key,
    unit: 'messages' as const,
    points: values.map((value, index): [string, number | null] => [at(index), value]),
  })),
})
const critical = { value: 100_000, label: '100k critical', tone: 'critical' as const }

test('a gap puts an empty row between its ends, so that no line crosses it', () => {
  const gaps = [{ from: at(1), to: at(3), reason: 'collector was down' }]
  const data = answer({ a: [5, 6, 7, 8] }, gaps)
  data.series[0]?.points.splice(2, 1)
  const model = prepareSeries(data, { from, to })
  expect(model.rows.map((row) => row.s0)).toEqual([5, 6, null, 8])
})

test('an unknown value stays null and is never zero', () => {
  const model = prepareSeries(answer({ a: [null, 6], b: [1, null] }), { from, to })
  expect(model.rows).toEqual([
    { at: from, s0: null, s1: 1 },
    { at: from + 60_000, s0: 6, s1: null },
  ])
})

test('others comes last and is grey', () => {
  const model = prepareSeries(answer({ others: [1], a: [2] }), { from, to })
  expect(model.series.map((one) => [one.label, one.tone])).toEqual([
    ['a', 'series-1'],
    ['others', 'ink-3'],
  ])
})

test('nine lines differ in colour or in dash', () => {
  const keys = Object.fromEntries([...'abcdefghi'].map((key) => [key, [1]]))
  const looks = prepareSeries(answer(keys), { from, to }).series.map((s) => `${s.tone}${s.dash}`)
  expect(new Set(looks).size).toBe(9)
})

describe('a threshold', () => {
  test('within reach is drawn and part of the scale', () => {
    const model = prepareSeries(answer({ a: [60_000] }), { from, to, thresholds: [critical] })
    expect(model.thresholds).toEqual([critical])
    expect(model.ticks.at(-1)).toBeGreaterThanOrEqual(100_000)
  })
  test('far above is said in words instead of squashing the data', () => {
    const model = prepareSeries(answer({ a: [40] }), { from, to, thresholds: [critical] })
    expect(model.offScale).toEqual([critical])
    expect(model.ticks.at(-1)).toBeLessThan(100)
  })
})

test('the words say where each series began, ended and was highest', () =>
  expect(prepareSeries(answer({ a: [1000, 9000, 4000], b: [null] }), { from, to }).words).toEqual([
    'a: from 1k to 4k, highest 9k',
    'b: no data',
  ]))

test.each([
  [0, [0, 1]],
  [0.3, [0, 0.1, 0.2, 0.3]],
  [104_636, [0, 50_000, 100_000, 150_000]],
  [7, [0, 2, 4, 6, 8]],
])('the axis to %s has round ticks and reaches the top', (top, ticks) =>
  expect(axisTicks(top)).toEqual(ticks),
)

test('time ticks are round and at most six', () => {
  const ticks = timeTicks(Date.parse(at(3)), Date.parse(at(29)))
  expect(ticks.map((tick) => new Date(tick).toISOString().slice(14, 16))).toEqual([
    '05',
    '10',
    '15',
    '20',
    '25',
  ])
})
