import { expect, test } from 'vitest'
import type { GroupMember, GroupSnapshot } from '../snapshot/schema.ts'
import { group, member } from './example-snapshot.ts'
import { idleMembers, memberCount, scaling, scalingText } from './members.ts'

/** n members, each with the given number of partitions of one topic. */
const on = (...counts: number[]): GroupMember[] => {
  let next = 0
  return counts.map((n, i) => {
    const partitions = Array.from({ length: n }, () => next++)
    return member(`m${i}`, n === 0 ? {} : { t: partitions })
  })
}

type Row = [
  why: string,
  members: GroupMember[] | null,
  over: Partial<GroupSnapshot>,
  members_: number | null,
  idle: number | null,
  scaling: string | null,
  text: RegExp | null,
]

const rows: Row[] = [
  ['the guide: 3 on 6', on(2, 2, 2), {}, 3, 0, 'balanced', /2 partitions each, balanced/],
  ['the guide: 6 on 6', on(1, 1, 1, 1, 1, 1), {}, 6, 0, 'maximum_parallelism', /1 partition each/],
  [
    'the guide: 9 on 6 wastes three',
    on(1, 1, 1, 1, 1, 1, 0, 0, 0),
    {},
    9,
    3,
    'idle_members',
    /^9 members on 6 partitions: 6 active, 3 idle/,
  ],
  ['6 on 4 members cannot be even and is balanced', on(2, 2, 1, 1), {}, 4, 0, 'balanced', /1 to 2/],
  ['5 and 1 is not balanced', on(5, 1), {}, 2, 0, null, /1 to 5 partitions each, uneven/],
  ['one member with everything is balanced', on(6), {}, 1, 0, 'balanced', /1 member on 6/],
  ['an empty group has no row', [], {}, 0, 0, null, null],
  ['not described: nothing is known', null, { state: 'Stable' }, null, null, null, null],
  ['not described but Empty: zero members', null, { state: 'Empty' }, 0, 0, null, null],
  [
    'while rebalancing nobody owns anything, which makes nobody idle',
    on(0, 0, 0),
    { state: 'PreparingRebalance' },
    3,
    null,
    null,
    null,
  ],
  [
    'a Connect worker’s assignment is not one of partitions',
    [member('w', null)],
    { type: 'connect' },
    1,
    null,
    null,
    null,
  ],
  [
    'share members share partitions: the table is not about them',
    [member('a', { t: [0] }), member('b', { t: [0] })],
    { type: 'share' },
    2,
    0,
    null,
    null,
  ],
  [
    'a KIP-848 member promised a partition waits for it, it is not idle',
    [member('a', { t: [0, 1] }), member('b', {}, { target: [{ topic: 't', partitions: [1] }] })],
    { type: 'consumer' },
    2,
    0,
    null,
    null,
  ],
]

test.each(rows)('%s', (_why, members, over, count, idle, row, text) => {
  const g = group('g', {}, members, over)
  expect(memberCount(g)).toBe(count)
  expect(idleMembers(g)).toBe(idle)
  if (text === null) expect(scalingText(g)).toBeNull()
  else expect(scalingText(g)).toMatch(text)
  expect(scaling(g)).toBe(row)
})
