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
import type { BrokerMetrics, ClusterSnapshot, PartitionSnapshot } from '../snapshot/schema.ts'
import { run } from './example-checks.ts'

const at = (
  seconds: number,
  over: Partial<PartitionSnapshot> = {},
  more: Partial<ClusterSnapshot> = {},
) =>
  snapshot({
    observedAt: NOW + seconds * 1000,
    topics: [topic('t', [partition(0, over), partition(1)])],
    ...more,
  })
const shrunk = { isr: [1, 2] }

test('any shrink is critical from the poll that saw it, with the broker that left', () => {
  const brokers = [broker(1), broker(2), deadBroker(3, { registered: true })]
  const [first, second] = run('isr_shrink', [at(0), at(15, shrunk, { brokers })])
  expect(first?.status).toBe('ok')
  expect(second).toMatchObject({ status: 'critical', value: 1, lastEventAt: NOW + 15_000 })
  expect(second?.offenders[0]).toMatchObject({
    kind: 'broker',
    name: '3',
    text: 'left the ISR of 1 partition; not fenced yet',
  })
})

test('it stays critical until the ISR is whole and for 15 minutes after', () => {
  const states = run('isr_shrink', [
    at(0),
    at(15, shrunk),
    at(3600, shrunk),
    at(3615),
    at(3615 + 899),
    at(3615 + 900),
  ])
  expect(states.map((s) => s.status)).toEqual([
    'ok',
    'critical',
    'critical',
    'critical',
    'critical',
    'ok',
  ])
  expect(states[4]).toMatchObject({ value: 0, since: NOW + 15_000 })
  expect(states[4]?.reason).toContain('whole again')
  expect(states[4]?.offenders[0]?.text).toBe('was out of the ISR of 1 partition; in sync again')
})

test('a shrink during our own restart is found from the stored states alone', () => {
  const stored = JSON.parse(JSON.stringify(run('isr_shrink', [at(0)])))
  const states = run('isr_shrink', [at(300, shrunk)], { first: stored, blind: true })
  expect(states[0]).toMatchObject({ status: 'critical', lastEventAt: NOW + 300_000 })
})

test('an ISR that was never whole since watching began is critical and says so, without an event', () => {
  const states = run('isr_shrink', [at(0, shrunk), at(15, shrunk), at(30)])
  expect(states[1]).toMatchObject({
    status: 'critical',
    lastEventAt: null,
    reason: 'not whole since before watching began',
  })
  expect(states[2]?.status).toBe('ok')
})

test.each<[string, ClusterSnapshot]>([
  [
    'a replica that a reassignment removes',
    at(
      15,
      { isr: [1, 2] },
      {
        reassignments: observed([{ topic: 't', partition: 0, adding: [], removing: [3] }]),
      },
    ),
  ],
  ['a replica that is no longer one', at(15, { replicas: [1, 2], isr: [1, 2] })],
  [
    'a replica being added that is not in sync yet',
    at(
      15,
      { replicas: [1, 2, 3, 4] },
      {
        reassignments: observed([{ topic: 't', partition: 0, adding: [4], removing: [] }]),
      },
    ),
  ],
  [
    'a topic created while a broker was away',
    at(15, {}, { topics: [topic('new', [partition(0, shrunk)]), ...at(0).topics] }),
  ],
])('is no shrink: %s', (_why, next) => {
  expect(run('isr_shrink', [at(0), next])[1]?.status).toBe('ok')
})

const metrics = (isrShrinks: number | null): BrokerMetrics => ({
  source: 'jmx',
  produceP99Ms: 1,
  produceP99Reason: null,
  produceRequests: 1,
  bytesInPerSecond: null,
  bytesOutPerSecond: null,
  bytesIn: null,
  bytesOut: null,
  handlerIdleRatio: null,
  isrShrinks,
  underReplicatedPartitions: 0,
})
const counting = (seconds: number, n: number | null) =>
  at(
    seconds,
    {},
    {
      brokers: [1, 2, 3].map((id) => broker(id, { metrics: observed(metrics(id === 1 ? n : 0)) })),
    },
  )

test('a flap between two polls shows in the brokers’ own counter', () => {
  const states = run('isr_shrink', [counting(0, 7), counting(15, 9), counting(15 + 900, 9)])
  expect(states.map((s) => s.status)).toEqual(['ok', 'critical', 'ok'])
  expect(states[0]).toMatchObject({ source: 'protocol+jmx', reason: null })
  expect(states[1]?.offenders[0]?.text).toBe('counted 2 ISR shrinks between two polls')
})

test('a counter that fell was reset by a restart of its broker, it is no shrink', () => {
  expect(run('isr_shrink', [counting(0, 7), counting(15, 0)])[1]?.status).toBe('ok')
})

test('without the counters an ok says what it cannot see', () => {
  expect(run('isr_shrink', [at(0)])[0]?.reason?.replaceAll('\u00a0', ' ')).toBe(
    'flaps under 15 s are not seen',
  )
})
