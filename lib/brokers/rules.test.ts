import { expect, test } from 'vitest'
import {
  broker,
  deadBroker,
  NOW,
  observed,
  partition,
  snapshot,
  topic,
} from '../groups/example-snapshot.ts'
import type { LogDir, Quorum } from '../snapshot/schema.ts'
import { brokerCounts, brokerDisk, brokersUp, dirUse, isController } from './rules.ts'

const dir = (
  path: string,
  total: number | null,
  usable: number | null,
  error: string | null = null,
): LogDir => ({
  path,
  totalBytes: total,
  usableBytes: usable,
  error,
})

test('leaders, replicas, those out of sync, and those it should lead and does not', () => {
  const t = topic('t', [
    partition(0),
    partition(1, { leader: 2, isr: [2, 3] }),
    partition(2, { leader: -1, replicas: [3], isr: [3] }),
  ])
  const counts = brokerCounts(snapshot({ topics: [t] }))
  expect(counts.get(1)).toEqual({ leaders: 1, replicas: 2, outOfSync: 1, notPreferred: 1 })
  expect(counts.get(2)).toEqual({ leaders: 1, replicas: 2, outOfSync: 0, notPreferred: 0 })
  // 3.9 keeps the dead replica in the ISR of a partition without a leader: it is not in sync with anything.
  expect(counts.get(3)).toEqual({ leaders: 0, replicas: 3, outOfSync: 1, notPreferred: 1 })
})

test('a broker without a partition counts zero of them, since that is known', () => {
  expect(brokerCounts(snapshot()).get(3)).toEqual({
    leaders: 0,
    replicas: 0,
    outOfSync: 0,
    notPreferred: 0,
  })
})

test.each<[string, LogDir, number | null]>([
  ['used is what is not usable', dir('/a', 100, 39), 61],
  ['an empty disk is 0 %', dir('/a', 100, 100), 0],
  ['Kafka says -1 where it does not know', dir('/a', -1, -1), null],
  ['an older broker tells neither', dir('/a', null, null), null],
  ['an offline dir has no use', dir('/a', 100, 39, 'KAFKA_STORAGE_ERROR'), null],
])('a log dir: %s', (_why, of, used) => {
  expect(dirUse(of).usedPercent).toBe(used)
})

test('the worst of several dirs is the broker’s, and two on one volume are counted once', () => {
  const disk = brokerDisk(
    broker(1, { logDirs: observed([dir('/a', 100, 90), dir('/b', 200, 20), dir('/c', 200, 20)]) }),
  )
  expect(disk).toMatchObject({ usedPercent: 90, totalBytes: 300, usedBytes: 190, reason: null })
  expect(disk.worst?.path).toBe('/b')
})

test('a sum that lacks a dir is no sum', () => {
  const disk = brokerDisk(broker(1, { logDirs: observed([dir('/a', 100, 90), dir('/b', -1, -1)]) }))
  expect(disk).toMatchObject({ usedPercent: 10, totalBytes: null, usedBytes: null })
  expect(disk.unknown.map((one) => one.path)).toEqual(['/b'])
})

test('a dead broker has no disk now, though its last dirs are still in the snapshot', () => {
  const disk = brokerDisk(deadBroker(2, { logDirs: observed([dir('/a', 100, 39)], NOW - 60_000) }))
  expect(disk).toMatchObject({
    usedPercent: null,
    dirs: [],
    reason: 'broker 2 does not answer',
    lastPercent: 61,
    lastAt: NOW - 60_000,
  })
})

test('the controller is whom the quorum names, and nobody is denied to be it while that is unknown', () => {
  expect(isController(snapshot(), 1)).toBe(true)
  expect(isController(snapshot(), 2)).toBe(false)
  expect(isController(snapshot({ quorum: observed<Quorum>(null) }), 1)).toBeNull()
})

test('brokers up are those that answer and are registered', () => {
  const brokers = [broker(1), deadBroker(2), broker(3, { reachable: null })]
  expect(brokersUp(snapshot({ brokers }))).toEqual({ up: 2, total: 3 })
})
