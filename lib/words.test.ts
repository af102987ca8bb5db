import { expect, test } from 'vitest'
import { about, bytes, compact, count, duration, listed, percent, plural, rate } from './words.ts'

type Row = [number | null, string, string]

/** No-break spaces are what a reader sees as spaces. */
const seen = (text: string) => text.replaceAll('\u00a0', ' ')

test.each<Row>([
  [0, '0', 'zero is a value'],
  [999, '999', 'small numbers are exact'],
  [1_000, '1k', 'no useless decimal'],
  [84_210, '84.2k', 'three figures'],
  [104_636, '104.6k', 'the lag of the guide'],
  [999_960, '1M', 'never 1000k'],
  [41_200_000, '41.2M', 'millions'],
  [6e8, '600M', 'a big log'],
  [-1_500, '-1.5k', 'a falling rate keeps its sign'],
  [null, '—', 'unknown is never 0'],
])('compact(%s) is %s: %s', (n, text) => {
  expect(compact(n)).toBe(text)
})

test.each<Row>([
  [0, '0 s', 'no delay'],
  [0.2, '< 1 s', 'below what we can tell'],
  [40, '40 s', 'one unit'],
  [724, '12 min 4 s', 'two units'],
  [720, '12 min', 'a zero second unit is dropped'],
  [7_800, '2 h 10 min', 'hours'],
  [266_400, '3 d 2 h', 'days'],
  [59.7, '1 min', 'rounds up into the next unit'],
  [null, '—', 'unknown'],
])('duration(%s) is %s: %s', (n, text) => {
  expect(seen(duration(n))).toBe(text)
})

test.each<[number | null, boolean, string, string]>([
  [724, false, '≈ 12 min', 'an estimate of ten or more keeps one unit'],
  [130, false, '≈ 2 min 10 s', 'a small one keeps two'],
  [0.2, false, '< 1 s', 'already a bound, no ≈'],
  [900, true, '≥ 15 min', 'the commit lies before what was watched'],
  [null, false, '—', 'unknown'],
])('about(%s, %s) is %s: %s', (n, atLeast, text) => {
  expect(seen(about(n, atLeast))).toBe(text)
})

test.each([
  [bytes(512), '512 B', 'bytes are whole'],
  [bytes(1_572_864), '1.5 MiB', 'IEC'],
  [bytes(10 * 1024 ** 3), '10 GiB', 'no useless decimal'],
  [percent(61.4), '61 %', 'whole above ten'],
  [percent(0.04), '< 0.1 %', 'above zero never reads 0'],
  [percent(0), '0 %', 'zero is a value'],
  [percent(null), '—', 'unknown'],
  [rate(0), '0/s', 'nothing flows'],
  [rate(1234), '1.2k/s', 'fast'],
  [rate(0.33), '20/min', 'slow flows are said per minute'],
  [rate(null), '—', 'unknown'],
  [count(104_636), '104,636', 'exact'],
  [plural(1, 'partition'), '1 partition', 'one'],
  [plural(3, 'partition'), '3 partitions', 'many'],
  [listed(['a', 'b']), 'a and b', 'two'],
  [listed(['a', 'b', 'c', 'd', 'e']), 'a, b, c and 2 more', 'long lists are cut, and say so'],
])('%s reads %s: %s', (got, text) => {
  expect(seen(got)).toBe(text)
})
