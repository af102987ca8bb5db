import { expect, test } from 'vitest'
import { NOW, observed, partition, snapshot, topic } from '../groups/example-snapshot.ts'
import type { PartitionSnapshot } from '../snapshot/schema.ts'
import { run } from './example-checks.ts'

const TICK = 15_000
const at = (seconds: number, over: Partial<PartitionSnapshot>, more = {}) =>
  snapshot({
    observedAt: NOW + seconds * 1000,
    topics: [topic('t', [partition(0, over), partition(1)])],
    ...more,
  })
const bad = { isr: [1, 2] }
/** One snapshot each tick, under-replicated where `when` (of seconds) says so. */
const ticks = (seconds: number, when: (second: number) => boolean) =>
  Array.from({ length: (seconds * 1000) / TICK + 1 }, (_, i) =>
    at((i * TICK) / 1000, when((i * TICK) / 1000) ? bad : {}),
  )
const last = (states: ReturnType<typeof run>) => states.at(-1)

test('under-replicated is pending at first and says how much of five minutes is used', () => {
  const state = last(
    run(
      'under_replicated_partitions',
      ticks(60, (s) => s >= 0),
    ),
  )
  expect(state).toMatchObject({ status: 'pending', value: 1, since: NOW })
  expect(state?.reason?.replaceAll('\u00a0', ' ')).toBe('1 min of 5 min allowed')
})

test('after five watched minutes it is critical, and whole again it is ok at once', () => {
  const states = run('under_replicated_partitions', [...ticks(300, () => true), at(315, {})])
  expect(states.at(-3)?.status).toBe('pending')
  expect(states.at(-2)).toMatchObject({ status: 'critical', since: NOW + 300_000 })
  expect(states.at(-1)).toMatchObject({ status: 'ok', value: 0 })
})

test('time nobody watched does not count towards the five minutes', () => {
  const states = run('under_replicated_partitions', [at(0, bad), at(15, bad), at(900, bad)])
  expect(last(states)).toMatchObject({ status: 'pending', conditionSince: NOW })
})

test('the five minutes go on after a restart, from the stored states', () => {
  const stored = JSON.parse(
    JSON.stringify(
      run(
        'under_replicated_partitions',
        ticks(285, () => true),
      ),
    ),
  )
  const states = run('under_replicated_partitions', [at(300, bad)], { first: stored.slice(-1) })
  expect(last(states)).toMatchObject({ status: 'critical' })
})

test('a partition that flaps every four minutes never reaches five and is critical all the same', () => {
  // 240 s under-replicated, 15 s whole: 94 % of any ten minutes.
  const states = run(
    'under_replicated_partitions',
    ticks(1200, (s) => s % 255 < 240),
  )
  expect(states.some((state) => state.status === 'critical')).toBe(true)
  expect(last(states)).toMatchObject({ status: 'critical' })
})

test('four minutes in every eight is pending and never critical', () => {
  const states = run(
    'under_replicated_partitions',
    ticks(2400, (s) => s % 480 < 240),
  )
  expect(new Set(states.map((s) => s.status))).toEqual(new Set(['pending', 'ok']))
})

type Row = [
  why: string,
  over: Partial<PartitionSnapshot>,
  more: object,
  urp: number,
  offline: number,
]
const rows: Row[] = [
  ['all in sync', {}, {}, 0, 0],
  ['one replica out', { isr: [1, 2] }, {}, 1, 0],
  [
    'a replica that a reassignment is still filling is not missing',
    { replicas: [1, 2, 3, 4] },
    { reassignments: observed([{ topic: 't', partition: 0, adding: [4], removing: [] }]) },
    0,
    0,
  ],
  [
    'a replica out of sync during a reassignment is missing',
    { replicas: [1, 2, 3, 4], isr: [1, 2] },
    { reassignments: observed([{ topic: 't', partition: 0, adding: [4], removing: [] }]) },
    1,
    0,
  ],
  ['no leader, empty ISR (4.x)', { leader: -1, isr: [] }, {}, 1, 1],
  [
    'no leader though the ISR still names the dead replica (3.9): offline, and under-replicated too',
    { leader: -1, replicas: [3], isr: [3] },
    {},
    1,
    1,
  ],
]
test.each(rows)('%s', (_why, over, more, urp, offline) => {
  const s = at(0, over, more)
  expect(run('under_replicated_partitions', [s])[0]).toMatchObject({
    value: urp,
    status: urp > 0 ? 'pending' : 'ok',
  })
  expect(run('offline_partitions', [s])[0]).toMatchObject({
    value: offline,
    status: offline > 0 ? 'critical' : 'ok',
  })
})

test('an offline offender says its replication factor and the broker it was on', () => {
  const [state] = run('offline_partitions', [at(0, { leader: -1, replicas: [2], isr: [] })])
  expect(state?.offenders[0]).toMatchObject({
    name: 't',
    text: '1 of 2 partitions without a leader; replication factor 1, all on broker 2',
  })
})

test('a topic that cannot be read makes a good check unknown', () => {
  const hidden = topic('secret', [], { error: 'TOPIC_AUTHORIZATION_FAILED' })
  const s = snapshot({ topics: [hidden] })
  expect(run('offline_partitions', [s])[0]?.status).toBe('unknown')
  expect(run('under_replicated_partitions', [s])[0]?.status).toBe('unknown')
})
