import { expect, test } from 'vitest'
import { type PositionInput, position } from './position.ts'

type Row = [
  why: string,
  input: Partial<PositionInput>,
  is: string,
  lag: number | null,
  more?: Partial<ReturnType<typeof position>>,
]

const rows: Row[] = [
  ['end minus commit, as Kafka’s tools print it', { committed: 40n }, 'behind', 60],
  ['at the end there is nothing to read', { committed: 100n }, 'caught_up', 0],
  ['an empty log read to its end is caught up', { committed: 0n, end: 0n }, 'caught_up', 0],
  [
    'no commit is not lag 100',
    { committed: null },
    'no_commit',
    null,
    { reason: 'never committed' },
  ],
  ['Kafka stores negative commits; they are none', { committed: -5n }, 'no_commit', null],
  [
    'an end nobody told is unknown, never zero',
    { committed: 40n, end: null, endReason: 'broker 2 does not answer' },
    'end_unknown',
    null,
    { reason: 'log end unknown: broker 2 does not answer' },
  ],
  [
    'committed 2, start 12, end 20: 18 behind as the tools say, of which 8 can still be read',
    { committed: 2n, start: 12n, end: 20n },
    'purged',
    18,
    { readableMessages: 8, lostMessages: 10 },
  ],
  [
    'everything deleted: start = end, nothing readable',
    { committed: 5n, start: 20n, end: 20n },
    'purged',
    15,
    { readableMessages: 0, lostMessages: 15 },
  ],
  [
    'a start read after the end never makes a negative remainder',
    { committed: 5n, start: 25n, end: 20n },
    'purged',
    15,
    { readableMessages: 0, lostMessages: 20 },
  ],
  ['a commit at the log start has lost nothing', { committed: 12n, start: 12n }, 'behind', 88],
  ['without a known start nothing is called lost', { committed: 2n, start: null }, 'behind', 98],
  [
    'committed 1000 of 100: no lag at all, where Kafka’s tool prints -900',
    { committed: 1000n },
    'ahead',
    null,
    { aheadMessages: 900 },
  ],
  [
    'a topic that is gone has no lag',
    { committed: 40n, end: null, missing: 'the topic x does not exist' },
    'topic_missing',
    null,
    { reason: 'the topic x does not exist' },
  ],
  [
    'an error on the commit is unknown, not “never committed”',
    { committed: null, commitUnknown: 'GROUP_AUTHORIZATION_FAILED' },
    'end_unknown',
    null,
  ],
  [
    'a share group’s lag is the broker’s (90), not end − start (609)',
    { share: true, committed: 0n, end: 609n, shareLag: 90n },
    'behind',
    90,
  ],
  [
    'a share group with nothing left',
    { share: true, committed: 10n, shareLag: 0n },
    'caught_up',
    0,
  ],
  [
    'before its first delivery a share group has neither offset nor lag',
    { share: true, committed: null, shareLag: -1n },
    'no_commit',
    null,
  ],
  [
    'an older broker tells no share lag: an upper bound that says so',
    { share: true, committed: 40n, shareLag: null },
    'behind',
    60,
    { reason: 'at most: a share group’s own lag needs Kafka ≥ 4.2' },
  ],
]

test.each(rows)('%s', (_why, input, is, lag, more) => {
  const got = position({ committed: 0n, start: 0n, end: 100n, ...input })
  expect(got).toMatchObject({ position: is, lagMessages: lag, ...more })
})
