import { expect, test } from 'vitest'
import { due, messages } from './records.ts'

test('fractions of a record are carried, so a slow topic keeps its rate', () => {
  let carried = 0
  let sent = 0
  for (let i = 0; i < 40; i++) {
    const next = due(2, 250, carried)
    sent += next.count
    carried = next.carried
  }
  expect(sent).toBe(20)
})

test('the hot key takes its share of the records', () => {
  let i = 0
  const random = () => (i++ % 10) / 10
  const plan = {
    topic: 'payments.processed',
    partitions: 6,
    replicationFactor: 3 as const,
    recordsPerSecond: 1,
    hotKeyShare: 0.7,
  }
  const hot = messages(plan, 1000, 0, random).filter((m) => m.key === 'merchant-1').length
  expect(hot).toBeGreaterThan(500)
  expect(hot).toBeLessThan(1000)
})
