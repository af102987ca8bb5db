import { expect, test } from 'vitest'
import {
  broker,
  commit,
  deadBroker,
  group,
  member,
  partition,
  snapshot,
  topic,
} from './example-snapshot.ts'
import { groupLag, groupSums } from './rules.ts'
import { indexSnapshot, topicsOf } from './snapshot-index.ts'

const orders = topic('orders', [
  partition(0, { endOffset: 100n }),
  partition(1, { endOffset: 100n, leader: 2 }),
  partition(2, { endOffset: null, leader: 2 }),
])

test('rows are the union of committed and assigned partitions, each with its owner', () => {
  const g = group('g', { orders: [commit(0, 40n)] }, [member('a', { orders: [0, 1] }), member('b')])
  const { rows, sums } = groupLag(snapshot({ topics: [orders], groups: [g] }), g)
  expect(rows.map((r) => [r.partition, r.position, r.member?.memberId])).toEqual([
    [0, 'behind', 'a'],
    [1, 'no_commit', 'a'],
  ])
  expect(sums).toMatchObject({ lagMessages: 60, lagComplete: true, uncommittedPartitions: 1 })
})

test('a partition has one owner in the rows even when two members claim it', () => {
  const g = group('g', { orders: [commit(0, 40n)] }, [
    member('a', { orders: [0] }),
    member('b', { orders: [0] }),
  ])
  const { rows } = groupLag(snapshot({ topics: [orders], groups: [g] }), g)
  expect(rows).toHaveLength(1)
  expect(rows[0]?.member?.memberId).toBe('a')
})

test.each([
  [
    'a partition whose broker is dead makes the sum a lower bound that says how many it lacks',
    { orders: [commit(0, 55n), commit(1, 100n), commit(2, 3n)] },
    { lagMessages: 45, lagComplete: false, unknownPartitions: 1 },
  ],
  [
    'a commit past the end makes the sum incomplete and never subtracts',
    { orders: [commit(0, 40n), commit(1, 1000n)] },
    { lagMessages: 60, lagComplete: false, unknownPartitions: 1, aheadPartitions: 1 },
  ],
  [
    'a deleted topic makes the sum incomplete',
    { orders: [commit(0, 40n)], gone: [commit(0, 1n)] },
    { lagMessages: 60, lagComplete: false, unknownPartitions: 1 },
  ],
  [
    'when nothing is known the sum is null, not 0',
    { orders: [commit(2, 3n)] },
    { lagMessages: null, lagComplete: false, unknownPartitions: 1, lostMessages: null },
  ],
  [
    'when nothing was ever committed the sum is null and complete',
    { orders: [commit(0, null)] },
    { lagMessages: null, lagComplete: true, uncommittedPartitions: 1 },
  ],
])('%s', (_why, commits, sums) => {
  const g = group('g', commits)
  const s = snapshot({ topics: [orders], groups: [g], brokers: [broker(1), deadBroker(2)] })
  expect(groupSums(s, g)).toMatchObject(sums)
})

test('an unknown end says which broker would know it', () => {
  const g = group('g', { orders: [commit(2, 3n)] })
  const s = snapshot({ topics: [orders], groups: [g], brokers: [broker(1), deadBroker(2)] })
  expect(groupSums(s, g).unknownReason).toBe('log end unknown: broker 2 does not answer')
})

test('a purged partition adds its whole lag and says what is lost', () => {
  const log = topic('log', [partition(0, { startOffset: 12n, endOffset: 20n })])
  const g = group('g', { log: [commit(0, 2n)] })
  const sums = groupSums(snapshot({ topics: [log], groups: [g] }), g)
  expect(sums).toMatchObject({ lagMessages: 18, readableMessages: 8, lostMessages: 10 })
  expect(sums.worst).toMatchObject({ partition: 0, position: 'purged' })
})

test('a group whose coordinator is silent stays, unknown, with the rows of its members', () => {
  const g = group('g', null, [member('a', { orders: [0, 1] })])
  const { rows, sums } = groupLag(snapshot({ topics: [orders], groups: [g] }), g)
  expect(rows.map((r) => r.position)).toEqual(['end_unknown', 'end_unknown'])
  expect(sums).toMatchObject({ lagMessages: null, lagComplete: false, unknownPartitions: 2 })
})

test.each([
  ['the topic is excluded by the configuration', { topicsListed: 5 }],
  ['the principal cannot see the topic', { visibility: 'principal' as const }],
])('a topic that is not seen is not called deleted: %s', (_why, over) => {
  const g = group('g', { elsewhere: [commit(0, 1n)] })
  const s = snapshot({ topics: [orders], groups: [g], topicsWatched: 1, ...over })
  expect(groupLag(s, g).rows[0]).toMatchObject({ position: 'end_unknown', lagMessages: null })
})

test.each([
  ['lost data beats a bigger lag', { orders: [commit(0, 0n)], log: [commit(0, 2n)] }, 'log/0'],
  ['the unknown beats a small lag', { orders: [commit(0, 55n), commit(2, 3n)] }, 'orders/2'],
  [
    'a lag over 10,000 beats the unknown',
    { big: [commit(0, 0n)], orders: [commit(2, 3n)] },
    'big/0',
  ],
])('the waterline shows the worst partition: %s', (_why, commits, worst) => {
  const g = group('g', commits)
  const log = topic('log', [partition(0, { startOffset: 12n, endOffset: 20n })])
  const big = topic('big', [partition(0, { endOffset: 50_000n })])
  const sums = groupSums(snapshot({ topics: [orders, log, big], groups: [g] }), g)
  expect(`${sums.worst?.topic}/${sums.worst?.partition}`).toBe(worst)
})

test('the index finds groups by topic through commits and through assignments', () => {
  const committed = group('c', { orders: [commit(0, 1n)] })
  const assigned = group('a', {}, [member('m', { orders: [1], other: [] })])
  const s = snapshot({ topics: [orders], groups: [committed, assigned] })
  expect(
    indexSnapshot(s)
      .groupsByTopic.get('orders')
      ?.map((g) => g.id),
  ).toEqual(['c', 'a'])
  expect(indexSnapshot(s)).toBe(indexSnapshot(s))
  expect(topicsOf(assigned)).toEqual(['orders'])
})
