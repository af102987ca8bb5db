import { describe, expect, test } from 'vitest'
import {
  defaultRange,
  frozen,
  isSliding,
  presetOf,
  readableRange,
  resolveRange,
  typedRange,
} from './time-range.ts'

const now = Date.parse('2026-11-24T03:10:00Z')
const utc = (text: string) => Date.parse(`${text}${text.length === 16 ? ':00' : ''}Z`)
const typed = (text: string) => typedRange(text, now, '2026-11-24', utc)

describe('what somebody types becomes a range, or is refused', () => {
  test.each([
    ['90m', { from: 'now-90m', to: 'now' }],
    ['3 d', { from: 'now-3d', to: 'now' }],
    ['15min', { from: 'now-15m', to: 'now' }],
    ['since 02:40', { from: '2026-11-24T02:40:00.000Z', to: 'now' }],
    ['02:10 to 03:10', { from: '2026-11-24T02:10:00.000Z', to: '2026-11-24T03:10:00.000Z' }],
    [
      '2026-11-23 22:00 to 23:00',
      { from: '2026-11-23T22:00:00.000Z', to: '2026-11-23T23:00:00.000Z' },
    ],
    ['0m', null],
    ['100d', null],
    ['yesterday', null],
    ['03:10 to 02:10', null],
    ['', null],
  ])('%s', (text, range) => expect(typed(text)).toEqual(range))
})

test('a range in the URL that cannot be read falls back to the last hour', () => {
  const hour = { from: now - 3_600_000, to: now }
  expect(resolveRange({ from: 'rubbish', to: 'now' }, now)).toEqual(hour)
  expect(resolveRange({ from: 'now', to: 'now-1h' }, now)).toEqual(hour)
  expect(readableRange({ from: 'now', to: 'now-1h' }, now)).toEqual(defaultRange)
  expect(readableRange({ from: '2026', to: 'now' }, now)).toEqual(defaultRange)
  expect(readableRange({ from: 'now-6h', to: 'now' }, now).from).toBe('now-6h')
})

test('a shared link is frozen at what was on screen', () => {
  const range = frozen({ from: 'now-1h', to: 'now' }, now)
  expect(range).toEqual({ from: '2026-11-24T02:10:00.000Z', to: '2026-11-24T03:10:00.000Z' })
  expect(isSliding(range)).toBe(false)
})

test('a sliding range is named by its preset, a fixed one is not', () => {
  expect(presetOf({ from: 'now-6h', to: 'now' })).toBe('6h')
  expect(presetOf({ from: '2026-11-24T02:10:00.000Z', to: 'now' })).toBeNull()
})
