import { expect, test } from 'vitest'
import { measure } from './measure.ts'
import { type Reading, readingOf } from './names.ts'

const nothing: Reading = readingOf([])
const at = (time: number, values: Partial<Reading>) => ({
  at: time,
  values: { ...nothing, ...values },
})
const busy = { produceP99Ms: 40, produceRequests: 100, bytesIn: 1_000 }

test('nothing known is null everywhere, never 0', () => {
  const { source, produceP99Reason, ...values } = measure('jmx', at(1, {}), at(0, {}))
  expect(Object.values(values).every((value) => value === null)).toBe(true)
  expect(produceP99Reason).toBe('the endpoint has no p99 of Produce TotalTimeMs')
})

test.each<[string, Partial<Reading>, Partial<Reading> | null, number | null, RegExp | null]>([
  ['requests flowed', { ...busy, produceRequests: 101 }, busy, 40, null],
  ['none flowed: the reservoir is frozen', busy, busy, null, /no produce requests flow/],
  ['the first scrape', busy, null, null, /second scrape/],
  ['a restart, requests since', { ...busy, produceRequests: 3 }, busy, 40, null],
  ['a restart, none since', { ...busy, produceRequests: 0 }, busy, null, /no produce/],
  ['the counter appeared with the first request', busy, { produceP99Ms: 0 }, 40, null],
  ['no counter and an empty reservoir', { produceP99Ms: 0 }, {}, null, /no produce requests/],
  ['no counter', { produceP99Ms: 9 }, {}, null, /does not count/],
])('p99 when %s', (_, now, before, p99, reason) => {
  const value = measure('jmx', at(15_000, now), before && at(0, before))
  expect(value.produceP99Ms).toBe(p99)
  if (reason) expect(value.produceP99Reason).toMatch(reason)
  else expect(value.produceP99Reason).toBeNull()
})

test('rates are per second, and unknown over a restart or too long a time', () => {
  const rate = (now: number, bytesIn: number) =>
    measure('jmx', at(now, { bytesIn }), at(0, { bytesIn: 1_000 })).bytesInPerSecond
  expect(rate(2_000, 5_000)).toBe(2_000)
  expect(rate(2_000, 10)).toBeNull()
  expect(rate(6 * 60_000, 5_000)).toBeNull()
  expect(rate(0, 5_000)).toBeNull()
})

test.each<[string, Partial<Reading>, number | null]>([
  ['the gauge', { handlerIdleRatio: 0.4 }, 0.4],
  ['a gauge a little over 1', { handlerIdleRatio: 1.02 }, 1],
  ['a count under the name of the gauge', { handlerIdleRatio: 3.4e10 }, null],
  ['nanoseconds where there is no gauge', { handlerIdleNanos: 2e9 }, 0.5],
  ['neither', {}, null],
])('handler idle from %s', (_, now, expected) => {
  const before = at(0, { handlerIdleNanos: 1e9 })
  expect(measure('jmx', at(2_000, now), before).handlerIdleRatio).toBe(expected)
})
