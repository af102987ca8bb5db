import { expect, test } from 'vitest'
import { hurt } from './hurt.ts'
import type { GroupItem } from './schema.ts'

const group = (changes: Partial<GroupItem>): Parameters<typeof hurt>[0] => ({
  status: 'ok',
  lostMessages: null,
  retentionSeconds: null,
  trend: 'steady',
  lagMessages: 0,
  ...changes,
})

test('what hurts most comes first, whatever the lag of what hurts less', () => {
  const order = [
    group({ status: 'critical', lostMessages: 10, lagMessages: 18 }),
    group({ status: 'critical', retentionSeconds: 7_800, lagMessages: 5_000 }),
    group({ status: 'critical', trend: 'growing', lagMessages: 104_636 }),
    group({ status: 'critical', trend: 'steady', lagMessages: 900_000_000 }),
    group({ status: 'critical', trend: 'draining', lagMessages: 900_000_001 }),
    group({ status: 'unknown', lagMessages: 45 }),
    group({ status: 'unknown', lagMessages: null }),
    group({ status: 'warning', trend: 'growing', lagMessages: 10_500 }),
    group({ status: 'warning', trend: 'draining', lagMessages: 90_000 }),
    group({ lagMessages: 9_000 }),
    group({ lagMessages: 0 }),
  ]
  const sorted = [...order].reverse().sort((a, b) => hurt(b) - hurt(a))
  expect(sorted).toEqual(order)
})
