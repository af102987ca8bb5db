import { describe, expect, it } from 'vitest'
import { parseTime, resolveRange } from './time-range.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')

describe('times in addresses', () => {
  it.each([
    ['now', NOW],
    ['now-90m', NOW - 90 * 60_000],
    ['now-30d', NOW - 30 * 86_400_000],
    ['2026-03-01T11:00:00Z', NOW - 3_600_000],
    ['2026-03-01T12:00:00+01:00', NOW - 3_600_000],
    ['2026-03-01', NOW - 12 * 3_600_000],
  ])('%s is a time', (text, expected) => {
    expect(parseTime(text, NOW)).toBe(expected)
  })

  it.each([
    ['now+1h', 'the future is not in history'],
    ['now-1w', 'an unknown unit'],
    ['2026-03-01T11:00:00', 'without a zone it means another time to everybody'],
    ['2026-13-45', 'no such day'],
    ['yesterday', 'words'],
    ['1772366400000', 'bare numbers'],
    ['', 'nothing'],
  ])('%s is none: %s', (text) => {
    expect(parseTime(text, NOW)).toBeNull()
  })
})

describe('ranges', () => {
  it('resolves against one clock', () => {
    expect(resolveRange({ from: 'now-1h', to: 'now', points: 60 }, NOW)).toEqual({
      from: NOW - 3_600_000,
      to: NOW,
      points: 60,
    })
  })

  it.each([
    [{ from: 'x', to: 'y' }, ['from', 'to']],
    [{ from: 'now', to: 'now-1h' }, ['from']],
    [{ from: 'now-999999d', to: 'now' }, ['from']],
  ])('refuses %j and names %j', (range, fields) => {
    const refused = () => resolveRange({ ...range, points: 60 }, NOW)
    expect(refused).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        details: fields.map((field) => expect.objectContaining({ field })),
      }),
    )
  })
})
