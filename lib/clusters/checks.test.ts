import { expect, test } from 'vitest'
import { commit, group, NOW, partition, snapshot, topic } from '../groups/example-snapshot.ts'
import { evaluateChecks } from './checks.ts'
import { pick, run } from './example-checks.ts'
import { checkName } from './schema.ts'

const logs = topic('logs', [partition(0, { endOffset: 1_000_000n })])
const lag = (seconds: number, n: number | null) =>
  snapshot({
    observedAt: NOW + seconds * 1000,
    topics: [logs],
    groups: [group('g', n === null ? null : { logs: [commit(0, 1_000_000n - BigInt(n))] })],
  })
const since = (...seen: [number, number | null][]) =>
  run(
    'consumer_lag',
    seen.map(([s, n]) => lag(s, n)),
  ).at(-1)?.since ?? null

test('the seven checks always come in their fixed order', () => {
  const base = { unreachable: null, trends: null, previous: [], metricsConfigured: false, now: NOW }
  for (const s of [snapshot(), null]) {
    expect(evaluateChecks({ ...base, snapshot: s }).map((c) => c.check)).toEqual(checkName.options)
  }
})

test.each<[string, [number, number | null][], number | null]>([
  ['ok from the first poll has no since', [[0, 5]], null],
  ['bad from the first poll dates from it', [[0, 20_000]], 0],
  [
    'the same status keeps its since',
    [
      [0, 5],
      [15, 20_000],
      [30, 30_000],
    ],
    15,
  ],
  [
    'another status begins anew',
    [
      [0, 5],
      [15, 20_000],
      [30, 200_000],
    ],
    30,
  ],
  [
    'an unknown poll in between does not restart the clock',
    [
      [0, 5],
      [15, 20_000],
      [30, null],
      [45, 20_000],
    ],
    15,
  ],
  [
    'the unknown itself dates from when it began',
    [
      [0, 5],
      [15, null],
      [30, null],
    ],
    15,
  ],
])('since: %s', (_why, seen, seconds) => {
  expect(since(...seen)).toBe(seconds === null ? null : NOW + seconds * 1000)
})

test('an unreachable cluster is unknown in every check and keeps its last values with their age', () => {
  const first = evaluateChecks({
    snapshot: lag(0, 20_000),
    unreachable: null,
    trends: null,
    previous: [],
    metricsConfigured: false,
    now: NOW,
  })
  const away = { since: NOW + 9_000, attemptedAt: NOW + 15_000, reason: 'connection refused' }
  const states = evaluateChecks({
    snapshot: lag(0, 20_000),
    unreachable: away,
    trends: null,
    previous: JSON.parse(JSON.stringify(first)),
    metricsConfigured: false,
    now: NOW + 15_000,
  })
  expect(states.map((s) => s.status)).toEqual([
    ...Array.from({ length: 5 }, () => 'unknown'),
    'not_measured',
    'unknown',
  ])
  expect(pick(states, 'consumer_lag')).toMatchObject({
    value: 20_000,
    observedAt: NOW,
    since: away.since,
    reason: 'cannot be reached: connection refused',
  })
})

test('evaluating one snapshot twice changes nothing', () => {
  const once = run('consumer_lag', [lag(0, 20_000)])
  const twice = run('consumer_lag', [lag(0, 20_000), lag(0, 20_000)])
  expect(twice.at(-1)).toEqual(once.at(-1))
})
