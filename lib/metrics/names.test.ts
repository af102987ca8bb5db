import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { measure, type TimedReading } from './measure.ts'
import { knownNames, readingOf } from './names.ts'
import { parseExposition } from './parse.ts'

const known = new Set(knownNames)
const reading = (name: string, moment: string, at: number): TimedReading => {
  const text = readFileSync(new URL(`fixtures/${name}.${moment}.txt`, import.meta.url), 'utf8')
  return { at, values: readingOf(parseExposition(text, (series) => known.has(series))) }
}

/** What each file says, looked up in it by eye: p99, produce requests and bytes in while they flow. */
test.each<[string, number, number, number]>([
  ['demo', 86.9999999999996, 191, 848_174],
  ['kafka-2_0_0', 93.56000000000049, 203, 848_908],
  ['kafka-kraft-3_0_0', 251, 95, 842_493],
  ['strimzi', 97, 54, 840_104],
  ['cp-ansible', 747.5999999999973, 120, 844_221],
  ['msk', 150, 53, 840_108],
])('a real broker under the rules of %s is read in full', (name, p99, requests, bytesIn) => {
  const first = reading(name, 'first', 0)
  const flowing = reading(name, 'flowing', 6_000)
  const idle = reading(name, 'idle', 12_000)

  const value = measure('jmx', flowing, first)
  expect(value).toMatchObject({
    produceP99Ms: p99,
    produceP99Reason: null,
    produceRequests: requests,
    bytesIn,
    bytesOut: 0,
    bytesOutPerSecond: 0,
    isrShrinks: 0,
    underReplicatedPartitions: 0,
  })
  expect(value.bytesInPerSecond).toBeCloseTo((bytesIn - (first.values.bytesIn ?? 0)) / 6)
  expect(value.handlerIdleRatio).toBeGreaterThan(0.5)
  expect(value.handlerIdleRatio).toBeLessThanOrEqual(1)

  expect(idle.values.produceP99Ms).toBe(p99)
  expect(measure('jmx', idle, flowing)).toMatchObject({
    produceP99Ms: null,
    produceP99Reason: 'no produce requests flow',
    bytesInPerSecond: 0,
  })
})
