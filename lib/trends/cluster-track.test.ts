import { expect, test } from 'vitest'
import {
  broker,
  commit,
  deadBroker,
  group,
  NOW,
  partition,
  snapshot,
  topic,
} from '../groups/example-snapshot.ts'
import type { ClusterSnapshot } from '../snapshot/schema.ts'
import { createTracker } from './tracker.ts'

const known = topic('orders', [partition(0), partition(1, { leader: 2 })])
const half = topic('orders', [partition(0), partition(1, { leader: 2, endOffset: null })])
const both = group('both', { orders: [commit(0, 40n), commit(1, 40n)] })

test.each<[string, Partial<ClusterSnapshot>, number | null]>([
  ['the sum of all groups', { topics: [known], groups: [both] }, 120],
  [
    'not a smaller sum while a broker is away: the line would dip as if consumers had caught up',
    { topics: [half], groups: [both], brokers: [broker(1), deadBroker(2)] },
    null,
  ],
  [
    'the sum again when the dead broker’s partitions are led by others',
    { topics: [known], groups: [both], brokers: [broker(1), broker(2), deadBroker(3)] },
    120,
  ],
  ['null, not 0, where no group has a lag', { topics: [known], groups: [] }, null],
])('the cluster’s lag line shows %s', (_why, over, value) => {
  const { cluster } = createTracker().observe(snapshot(over), NOW)
  expect(cluster.lagSpark.at(-1)).toBe(value)
})
