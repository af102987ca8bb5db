import { expect, test } from 'vitest'
import {
  broker,
  commit,
  deadBroker,
  group,
  member,
  NOW,
  observed,
  partition,
  snapshot,
  topic,
} from '../groups/example-snapshot.ts'
import type { ClusterSnapshot, Problem, TopicConfigs } from '../snapshot/schema.ts'
import { diffSnapshots } from './diff.ts'
import { eventText } from './text.ts'

const problem = (request: string): Problem => ({
  code: 'timeout',
  request,
  node: 2,
  topic: null,
  partition: null,
  group: null,
  message: 'no answer',
})
const orders = (over = {}) => topic('orders', [partition(0, over), partition(1)])
const configs = (retentionMs: number | null): TopicConfigs => ({
  cleanupPolicy: 'delete',
  retentionMs,
  retentionBytes: -1,
  minInsyncReplicas: 2,
  segmentBytes: null,
  segmentMs: null,
  overridden: [],
})
const payments = (members: number, state = 'Stable') =>
  group(
    'payments',
    { orders: [commit(0, 1n)] },
    Array.from({ length: members }, (_, i) => member(`m${i}`)),
    { state },
  )
const quorum = (leaderId: number | null) =>
  observed({
    answers: [],
    activeControllers: leaderId === null ? 0 : 1,
    leaderId,
    leaderEpoch: 1,
    voters: [],
    observers: [],
  })

type Side = Partial<ClusterSnapshot>
const texts = (before: Side, after: Side) =>
  diffSnapshots(
    snapshot({ observedAt: NOW - 15_000, ...before }),
    snapshot({ observedAt: NOW, ...after }),
  ).map(eventText)

type Row = [why: string, before: Side, after: Side, texts: string[]]

const rows: Row[] = [
  ['nothing changed', { topics: [orders()] }, { topics: [orders()] }, []],
  [
    'a shrink names both ISRs',
    { topics: [orders()] },
    { topics: [orders({ isr: [1, 2] })] },
    ['ISR of orders-0 shrank from 1,2,3 to 1,2'],
  ],
  [
    'an ISR told in another order is the same ISR',
    { topics: [orders()] },
    { topics: [orders({ isr: [3, 1, 2] })] },
    [],
  ],
  [
    'a replica that a reassignment removed has not shrunk it',
    { topics: [orders()] },
    { topics: [orders({ replicas: [1, 2], isr: [1, 2] })] },
    [],
  ],
  [
    'a replica being removed has not shrunk it',
    { topics: [orders()] },
    {
      topics: [orders({ isr: [1, 2] })],
      reassignments: observed([{ topic: 'orders', partition: 0, adding: [], removing: [3] }]),
    },
    [],
  ],
  [
    'one back, one out are two events',
    { topics: [orders({ isr: [1, 2] })] },
    { topics: [orders({ isr: [1, 3] })] },
    ['ISR of orders-0 shrank from 1,2 to 1,3', 'ISR of orders-0 grew from 1,2 to 1,3'],
  ],
  [
    'a lost leader (3.9 keeps the ISR)',
    { topics: [orders({ leader: 3, replicas: [3], isr: [3] })] },
    { topics: [orders({ leader: -1, replicas: [3], isr: [3] })] },
    ['orders-0 lost its leader, broker 3'],
  ],
  [
    'a moved leader',
    { topics: [orders()] },
    { topics: [orders({ leader: 2 })] },
    ['leader of orders-0 moved from broker 1 to 2'],
  ],
  [
    'added partitions are not compared with what they were not',
    { topics: [topic('orders', [partition(0)])] },
    { topics: [orders()] },
    ['orders went from 1 to 2 partitions'],
  ],
  [
    'created',
    {},
    { topics: [orders()] },
    ['topic orders was created (2 partitions, replication factor 3)'],
  ],
  ['deleted', { topics: [orders()] }, {}, ['topic orders was deleted']],
  [
    'recreated under its name is another topic',
    { topics: [orders()] },
    { topics: [{ ...orders(), id: 'other' }] },
    ['topic orders was deleted', 'topic orders was created (2 partitions, replication factor 3)'],
  ],
  [
    'a partial metadata answer deletes nothing',
    { topics: [orders()] },
    { problems: [problem('Metadata')] },
    [],
  ],
  ['a lost permission deletes nothing', { topics: [orders()] }, { visibility: 'principal' }, []],
  [
    'a new exclude pattern deletes nothing: Kafka still lists the topic',
    { topics: [orders()], topicsListed: 1 },
    { topics: [], topicsListed: 1 },
    [],
  ],
  [
    'a topic answering an error has lost neither leader nor ISR',
    { topics: [orders()] },
    { topics: [topic('orders', [], { error: 'LEADER_NOT_AVAILABLE' })] },
    [],
  ],
  [
    'a changed key',
    { topics: [topic('orders', [partition(0)], { configs: observed(configs(1000)) })] },
    { topics: [topic('orders', [partition(0)], { configs: observed(configs(2000)) })] },
    ['retention.ms of orders changed from 1000 to 2000'],
  ],
  [
    'a key the broker did not tell has not changed',
    { topics: [topic('orders', [partition(0)], { configs: observed(configs(1000)) })] },
    { topics: [topic('orders', [partition(0)], { configs: observed(configs(null)) })] },
    [],
  ],
  [
    'a broker that stops answering',
    {},
    { brokers: [broker(1), broker(2), deadBroker(3)] },
    ['broker 3 stopped answering: connection refused'],
  ],
  [
    'and is back',
    { brokers: [broker(1), broker(2), deadBroker(3)] },
    {},
    ['broker 3 answers again'],
  ],
  ['a new broker joins', { brokers: [broker(1), broker(2)] }, {}, ['broker 3 joined']],
  [
    'another controller',
    { quorum: quorum(1) },
    { quorum: quorum(2) },
    ['active controller moved from node 1 to 2'],
  ],
  [
    'no controller known is no change of controller',
    { quorum: quorum(1) },
    { quorum: quorum(null) },
    [],
  ],
  [
    'a group that rebalances',
    { groups: [payments(3)] },
    { groups: [payments(3, 'PreparingRebalance')] },
    ['payments went from Stable to PreparingRebalance'],
  ],
  [
    'members that joined',
    { groups: [payments(6)] },
    { groups: [payments(9)] },
    ['payments went from 6 to 9 members'],
  ],
  [
    'a group not described any more has not lost its members',
    { groups: [payments(6)] },
    { groups: [group('payments', { orders: [commit(0, 1n)] }, null, { state: 'Stable' })] },
    [],
  ],
  ['a new group', {}, { groups: [payments(1)] }, ['group payments appeared']],
  ['a group that went', { groups: [payments(1)] }, {}, ['group payments is gone']],
  [
    'a group is not gone while a broker did not list its groups',
    { groups: [payments(1)] },
    { problems: [problem('ListGroups')] },
    [],
  ],
  [
    'a group is not new after a poll that did not hear its coordinator',
    { problems: [problem('ListGroups')] },
    { groups: [payments(1)] },
    [],
  ],
  [
    'a state nobody knows is no change',
    { groups: [payments(3)] },
    { groups: [payments(3, 'Unknown')] },
    [],
  ],
  [
    'another cluster under the same id starts anew',
    { topics: [orders()] },
    { kafkaClusterId: 'k2' },
    [],
  ],
]

test.each(rows)('%s', (_why, before, after, expected) => {
  expect(texts(before, after)).toEqual(expected)
})

test('an event lies between the poll that still showed the old state and the first with the new', () => {
  const [event] = diffSnapshots(
    snapshot({ observedAt: NOW - 15_000, topics: [orders()] }),
    snapshot({ observedAt: NOW, topics: [orders({ isr: [1, 2] })] }),
  )
  expect(event).toMatchObject({ from: NOW - 15_000, to: NOW, partition: 0, broker: 3 })
})

test('the same snapshot, or an older one, yields nothing', () => {
  const s = snapshot({ topics: [orders()] })
  expect(diffSnapshots(s, s)).toEqual([])
  expect(diffSnapshots(s, snapshot({ observedAt: NOW - 1, topics: [] }))).toEqual([])
})
