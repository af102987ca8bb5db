import { describe, expect, test } from 'vitest'
import * as f from './format.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('a number that is not known is drawn as a dash, never as zero', () => {
  const all = [
    f.count,
    f.compact,
    f.bytes,
    f.byteRate,
    f.duration,
    f.about,
    f.ago,
    f.age,
    f.milliseconds,
    f.rate,
    f.percent,
    f.retention,
  ]
  test.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY])('%s', (value) => {
    for (const format of all) expect(format(value)).toBe('—')
  })
  test('an unknown offset', () => expect(f.offset(null)).toBe('—'))
})

const table = (
  name: string,
  format: (value: number) => string,
  rows: [value: number, text: string, why: string][],
) =>
  describe(name, () => {
    test.each(rows)('%s is %s: %s', (value, text) => expect(plain(format(value))).toBe(text))
  })

table('compact', f.compact, [
  [0, '0', 'a known zero is a zero'],
  [0.4, '0.4', 'small values keep a decimal'],
  [999, '999', 'below a thousand exact'],
  [1000, '1k', 'no trailing zero'],
  [84_213, '84.2k', 'one decimal'],
  [999_949, '999.9k', 'last of its letter'],
  [999_999, '1M', 'never 1000k'],
  [41_200_000, '41.2M', 'millions'],
  [-1500, '-1.5k', 'a negative change keeps its sign'],
])

table('bytes', f.bytes, [
  [0, '0 B', 'zero'],
  [1023, '1023 B', 'below one KiB'],
  [1024, '1 KiB', 'exact'],
  [1_288_490_188, '1.2 GiB', 'one decimal'],
  [250 * 1024 ** 3, '250 GiB', 'no trailing zero'],
])

table('duration', f.duration, [
  [0, '0 s', 'zero'],
  [0.4, '< 1 s', 'below a second'],
  [42, '42 s', 'one unit'],
  [724, '12 min 4 s', 'two units'],
  [720, '12 min', 'an empty second unit is left out'],
  [3599.6, '1 h', 'rounding carries over'],
  [7800, '2 h 10 min', 'hours'],
  [266_400, '3 d 2 h', 'days'],
])

table('about', f.about, [
  [0.2, '< 1 s', 'no ≈ before a bound'],
  [700, '≈ 12 min', 'one unit'],
])

table('age', f.age, [
  [0, '0 s', 'now'],
  [59.9, '59 s', 'never older than it is'],
  [724, '12 min', 'one unit'],
  [200_000, '2 d', 'days'],
])

table('rate', f.rate, [
  [0, '0', 'zero'],
  [0.004, '< 0.01', 'a trickle is not zero'],
  [0.25, '0.25', 'two decimals below one'],
  [12.53, '12.5', 'one decimal below a hundred'],
  [2104.4, '2,104', 'whole'],
  [1_240_000, '1.2M', 'compact'],
])

table('percent', f.percent, [
  [0, '0 %', 'zero'],
  [0.04, '< 0.1 %', 'a sliver is not zero'],
  [5.25, '5.3 %', 'one decimal'],
  [74.96, '75 %', 'whole'],
])

table('milliseconds', f.milliseconds, [
  [0.42, '0.4 ms', 'below ten with a decimal'],
  [38.2, '38 ms', 'whole'],
  [999.7, '1 s', 'never 1,000 ms'],
  [1240, '1.2 s', 'seconds from a thousand on'],
])

table('retention', f.retention, [
  [-1, 'for ever', 'Kafka says −1'],
  [604_800_000, '7 d', 'days'],
  [500, '500 ms', 'below a second'],
])

test('an int64 offset is exact beyond what a double holds', () =>
  expect(f.offset('9223372036854775807')).toBe('9,223,372,036,854,775,807'))
test('ago', () => expect(plain(f.ago(6))).toBe('6 s ago'))
test('plural', () => expect(plain(f.plural(1, 'partition'))).toBe('1 partition'))
