import { expect, test } from 'vitest'
import { broker, deadBroker, NOW, observed, snapshot } from '../groups/example-snapshot.ts'
import type { BrokerMetrics, BrokerSnapshot, LogDir, Quorum } from '../snapshot/schema.ts'
import { run } from './example-checks.ts'

const dir = (path: string, used: number | null, error: string | null = null): LogDir => ({
  path,
  totalBytes: used === null ? -1 : 100,
  usableBytes: used === null ? -1 : 100 - used,
  error,
})
const disks = (id: number, ...dirs: LogDir[]) => broker(id, { logDirs: observed(dirs) })
const last61 = deadBroker(2, {
  logDirs: {
    value: null,
    observedAt: null,
    reason: 'no answer',
    last: { value: [dir('/a', 61)], observedAt: NOW },
  },
})

const diskRows: [string, BrokerSnapshot[], string, number | null][] = [
  ['75 % is not over 75 %', [disks(1, dir('/a', 75))], 'ok', 75],
  ['over 75 %', [disks(1, dir('/a', 76))], 'warning', 76],
  [
    'the worst of two dirs counts, not their mean',
    [disks(1, dir('/a', 10), dir('/b', 90))],
    'warning',
    90,
  ],
  [
    'an offline dir is critical though the other is empty',
    [disks(1, dir('/a', 10), dir('/b', null, 'KAFKA_STORAGE_ERROR'))],
    'critical',
    10,
  ],
  ['-1 is not a size: unknown', [disks(1, dir('/a', null))], 'unknown', null],
  [
    'a dead broker’s disk is unknown though the others are fine',
    [disks(1, dir('/a', 52)), last61],
    'unknown',
    52,
  ],
  [
    'a full disk stays a warning though another is unknown',
    [disks(1, dir('/a', 90)), last61],
    'warning',
    90,
  ],
]
test.each(diskRows)('disk: %s', (_why, brokers, status, value) => {
  expect(run('broker_disk', [snapshot({ brokers })])[0]).toMatchObject({ status, value })
})

test('disk: an unknown broker says why and what was last known', () => {
  const [state] = run('broker_disk', [snapshot({ brokers: [disks(1, dir('/a', 52)), last61] })])
  expect(state?.reason?.replaceAll('\u00a0', ' ')).toBe(
    'broker 2 does not answer: its log dirs are not known, last 61 %',
  )
})

const p99 = (id: number, ms: number | null, age = 0) =>
  broker(id, {
    metrics: observed<BrokerMetrics>(
      {
        source: 'jmx',
        produceP99Ms: ms,
        produceP99Reason: ms === null ? 'no produce requests flow' : null,
        produceRequests: 1,
        bytesInPerSecond: null,
        bytesOutPerSecond: null,
        bytesIn: null,
        bytesOut: null,
        handlerIdleRatio: null,
        isrShrinks: null,
        underReplicatedPartitions: null,
      },
      NOW - age,
    ),
  })

const latencyRows: [string, BrokerSnapshot[], boolean, string, number | null, boolean][] = [
  ['no endpoint: not measured, never 0', [broker(1)], false, 'not_measured', null, false],
  ['the worst broker counts', [p99(1, 12), p99(2, 38)], true, 'ok', 38, false],
  ['100 ms is not over 100 ms', [p99(1, 100)], true, 'ok', 100, false],
  ['over 100 ms', [p99(1, 12), p99(2, 101)], true, 'warning', 101, false],
  [
    'a silent endpoint makes a good check unknown',
    [p99(1, 38), broker(2)],
    true,
    'unknown',
    38,
    true,
  ],
  [
    'a slow broker stays a warning though another is silent',
    [p99(1, 380), broker(2)],
    true,
    'warning',
    380,
    true,
  ],
  [
    'where nothing is produced there is no latency',
    [p99(1, null)],
    true,
    'not_measured',
    null,
    false,
  ],
  [
    'a scrape of ten minutes ago says nothing about now',
    [p99(1, 38, 600_000)],
    true,
    'unknown',
    null,
    false,
  ],
]
test.each(latencyRows)('p99: %s', (_why, brokers, metricsConfigured, status, value, atLeast) => {
  const [state] = run('request_latency_p99', [snapshot({ brokers })], { metricsConfigured })
  expect(state).toMatchObject({ status, value, atLeast })
})

const quorum = (activeControllers: number, nodes = [1, 2]): Quorum => ({
  answers: nodes.map((node) => ({ node, leaderId: 1, leaderEpoch: 1 })),
  activeControllers,
  leaderId: activeControllers === 1 ? 1 : null,
  leaderEpoch: 1,
  voters: [],
  observers: [],
})
const polls = (...seen: (Quorum | null)[]) =>
  seen.map((value, i) => {
    const observedAt = NOW + i * 15_000
    return snapshot({
      observedAt,
      quorum: observed(value, observedAt, 'brokers 1 and 2 do not answer'),
    })
  })

const controllerRows: [string, (Quorum | null)[], string[]][] = [
  ['one is healthy', [quorum(1)], ['ok']],
  ['none, seen once: an election takes seconds', [quorum(1), quorum(0)], ['ok', 'pending']],
  ['none, seen twice', [quorum(1), quorum(0), quorum(0)], ['ok', 'pending', 'critical']],
  ['two claim it, seen twice', [quorum(2), quorum(2)], ['pending', 'critical']],
  [
    'a failover between two polls is nothing',
    [quorum(0), quorum(1), quorum(0)],
    ['pending', 'ok', 'pending'],
  ],
  ['no answer is not proof of none', [quorum(1), null], ['ok', 'unknown']],
  [
    'an unknown poll does not forgive',
    [quorum(0), null, quorum(0)],
    ['pending', 'unknown', 'critical'],
  ],
  ['heard from one broker alone a disagreement would not show', [quorum(1, [1])], ['unknown']],
]
test.each(controllerRows)('controller: %s', (_why, seen, statuses) => {
  expect(run('active_controller', polls(...seen)).map((s) => s.status)).toEqual(statuses)
})

test('controller: a cluster of one broker needs no second witness', () => {
  const s = snapshot({ brokers: [broker(1)], quorum: observed(quorum(1, [1])) })
  expect(run('active_controller', [s])[0]?.status).toBe('ok')
})

test('controller: the same answer looked at twice is one poll', () => {
  const [, none] = polls(quorum(1), quorum(0))
  if (!none) throw new Error('no snapshot')
  expect(run('active_controller', [none, none]).map((s) => s.status)).toEqual([
    'pending',
    'pending',
  ])
})
