import { expect, test } from 'vitest'
import { between, clock, clockOf, localAndUtc, zoneName } from './format-time.ts'

const now = Date.parse('2026-11-24T03:10:00Z')
const at = (iso: string) => Date.parse(iso)

test.each([
  ['2026-11-24T03:06:12Z', 'UTC', '03:06', 'today is a time alone'],
  ['2026-11-24T02:06:12Z', 'Europe/Berlin', '03:06', 'in the zone asked for'],
  ['2026-11-23T22:14:00Z', 'UTC', 'Mon 22:14', 'within a week the weekday'],
  ['2026-11-23T23:30:00Z', 'Europe/Berlin', '00:30', 'today is judged in the zone'],
  ['2026-11-12T22:14:00Z', 'UTC', '12 Nov 22:14', 'older: the date'],
  ['2025-11-12T22:14:00Z', 'UTC', '12 Nov 2025 22:14', 'another year: with it'],
])('%s in %s is %s: %s', (iso, zone, text) => expect(clock(at(iso), now, zone)).toBe(text))

test('an offset zone is named with its offset, UTC plainly', () => {
  expect(zoneName(now, 'Europe/Berlin')).toBe('UTC+1')
  expect(zoneName(now, 'Asia/Kolkata')).toBe('UTC+5:30')
  expect(zoneName(now, 'UTC')).toBe('UTC')
})

test('a tip says local and UTC, and UTC once for who lives there', () => {
  expect(localAndUtc(now, 'Europe/Berlin')).toBe(
    '2026-11-24 04:10:00 UTC+1 · 2026-11-24 03:10:00 UTC',
  )
  expect(localAndUtc(now, 'UTC')).toBe('2026-11-24 03:10:00 UTC')
})

test('what was seen between two polls is said as both times', () => {
  expect(between(at('2026-11-24T02:36:00Z'), at('2026-11-24T02:36:15Z'), now, 'UTC')).toBe(
    '02:36:00 to 02:36:15',
  )
  expect(between(null, at('2026-11-24T02:36:15Z'), now, 'UTC')).toBe('02:36:15')
})

test('no time is a dash', () => expect(clockOf(null, now, 'UTC')).toBe('—'))
