import { expect, test } from 'vitest'
import { joinEvents } from './join-events.ts'
import type { Event } from './schema.ts'

const shrink = (partition: number, to = '2026-11-24T03:09:25Z'): Event => ({
  id: `${to}-${partition}`,
  kind: 'isr_shrink',
  from: '2026-11-24T03:09:10Z',
  to,
  topic: 'orders',
  partition,
  group: null,
  broker: null,
  before: '1,2,3',
  after: '1,3',
  text: `ISR of orders-${partition} shrank from 1,2,3 to 1,3`,
})

test('what many partitions did between the same two polls is one line that keeps its events', () => {
  const lines = joinEvents([0, 1, 2, 3].map((partition) => shrink(partition)))
  expect(lines).toHaveLength(1)
  expect(lines[0]?.text).toBe('ISR shrank on 4 partitions')
  expect(lines[0]?.events).toHaveLength(4)
})

test('two are said each', () => expect(joinEvents([shrink(0), shrink(1)])).toHaveLength(2))

test('shrinks of two different polls are never one event', () => {
  const later = [0, 1, 2].map((partition) => shrink(partition, '2026-11-24T03:10:25Z'))
  expect(joinEvents([...later, ...[0, 1, 2].map((n) => shrink(n))])).toHaveLength(2)
})

test('what has no joint sentence stays single', () => {
  const lost = { ...shrink(0), kind: 'broker_lost' as const, text: 'broker 2 stopped answering' }
  const events = [0, 1, 2].map((n) => ({ ...lost, id: String(n) }))
  expect(joinEvents(events)).toHaveLength(3)
})
