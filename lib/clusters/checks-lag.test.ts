import { expect, test } from 'vitest'
import {
  broker,
  commit,
  deadBroker,
  group,
  partition,
  snapshot,
  topic,
} from '../groups/example-snapshot.ts'
import type { ClusterSnapshot } from '../snapshot/schema.ts'
import { groupTrend, run, trendsOf } from './example-checks.ts'

const logs = topic('logs', [
  partition(0, { endOffset: 1_000_000n }),
  partition(1, { endOffset: null, leader: 2 }),
  partition(2, { startOffset: 12n, endOffset: 20n }),
])
const lagging = (id: string, lag: number) =>
  group(id, { logs: [commit(0, 1_000_000n - BigInt(lag))] })
const of = (groups: ClusterSnapshot['groups'], over: Partial<ClusterSnapshot> = {}) =>
  snapshot({ topics: [logs], groups, ...over })
const half = (id: string, lag: number) =>
  group(id, { logs: [commit(0, 1_000_000n - BigInt(lag)), commit(1, 5n)] })

type Row = [
  why: string,
  snapshot: ClusterSnapshot,
  status: string,
  value: number | null,
  atLeast: boolean,
]

const rows: Row[] = [
  ['10,000 is not over 10,000', of([lagging('a', 10_000)]), 'ok', 10_000, false],
  ['over 10,000', of([lagging('a', 10_001)]), 'warning', 10_001, false],
  ['100,000 is not over 100,000', of([lagging('a', 100_000)]), 'warning', 100_000, false],
  ['over 100,000', of([lagging('a', 100_001)]), 'critical', 100_001, false],
  [
    'each group by itself: two of 60,000 are warnings, not one critical',
    of([lagging('a', 60_000), lagging('b', 60_000)]),
    'warning',
    60_000,
    false,
  ],
  ['no groups, nothing behind', of([]), 'ok', null, false],
  ['never committed is not behind, and not 0', of([group('a', {})]), 'ok', null, false],
  [
    'a group that cannot be read whole makes a good check unknown, never ok',
    of([half('a', 45)], { brokers: [broker(1), deadBroker(2)] }),
    'unknown',
    45,
    true,
  ],
  [
    'what is seen to be critical stays critical, as a lower bound',
    of([half('a', 104_636)], { brokers: [broker(1), deadBroker(2)] }),
    'critical',
    104_636,
    true,
  ],
  [
    'a silent coordinator: its group is unknown though another is fine',
    of([lagging('a', 5), group('b', null)]),
    'unknown',
    5,
    true,
  ],
  [
    'lost data is critical however few records',
    of([group('a', { logs: [commit(2, 2n)] })]),
    'critical',
    18,
    false,
  ],
  [
    'a broker that does not list its groups may hide one',
    of([lagging('a', 5)], {
      problems: [
        {
          code: 'timeout',
          request: 'ListGroups',
          node: 2,
          topic: null,
          partition: null,
          group: null,
          message: 'no answer',
        },
      ],
    }),
    'unknown',
    5,
    true,
  ],
]

test.each(rows)('%s', (_why, s, status, value, atLeast) => {
  expect(run('consumer_lag', [s])[0]).toMatchObject({ status, value, atLeast })
})

test('a group that meets the log start within a day is critical though its lag is small', () => {
  const trends = trendsOf({ a: groupTrend({ retentionSeconds: 7_800 }) })
  const [state] = run('consumer_lag', [of([lagging('a', 50)])], { trends })
  expect(state).toMatchObject({ status: 'critical' })
  expect(state?.offenders[0]?.text.replaceAll('\u00a0', ' ')).toBe('loses data in 2 h 10 min')
})

test('offenders stand worst first: lost, over 100k, unknown, over 10k', () => {
  const groups = [
    lagging('warning', 11_310),
    half('unknown', 45),
    lagging('critical', 300_000),
    group('lost', { logs: [commit(2, 2n)] }),
  ]
  const [state] = run('consumer_lag', [of(groups)])
  expect(state?.offenders.map((o) => o.name)).toEqual(['lost', 'critical', 'unknown', 'warning'])
})

test('at most 20 offenders are listed and all are counted', () => {
  const groups = Array.from({ length: 30 }, (_, i) => lagging(`g${i}`, 20_000 + i))
  const [state] = run('consumer_lag', [of(groups)])
  expect(state).toMatchObject({ offenderCount: 30 })
  expect(state?.offenders).toHaveLength(20)
  expect(state?.offenders[0]?.name).toBe('g29')
})
