import { describe, expect, test } from 'vitest'
import { groupTrend } from '../clusters/example-checks.ts'
import type { GroupTrend } from '../trends/schema.ts'
import { causeOf } from './cause.ts'
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

/** Six partitions with these lags, all ends at 1,000,000. */
const behind = (
  lags: number[],
  options: { members?: number; state?: string; trend?: Partial<GroupTrend> } = {},
) => {
  const members = Array.from({ length: options.members ?? 3 }, (_, i) =>
    member(`settle-${i}`, {
      payments: lags.flatMap((_, p) => (p % (options.members ?? 3) === i ? [p] : [])),
    }),
  )
  const one = group(
    'payments-settle',
    { payments: lags.map((lag, p) => commit(p, BigInt(1_000_000 - lag))) },
    members,
    options.state ? { state: options.state } : {},
  )
  const payments = topic(
    'payments',
    lags.map((_, p) => partition(p, { endOffset: 1_000_000n })),
  )
  return causeOf(
    snapshot({ topics: [payments], brokers: [broker(1)], groups: [one] }),
    one,
    groupTrend(options.trend),
  )
}

describe('the likely cause of a lag', () => {
  test('one partition with most of the lag and far above the others is hot', () => {
    const cause = behind([500, 400, 300, 100_000, 200, 100])
    expect(cause?.short).toBe('one hot partition')
    expect(cause?.evidence).toContain(
      'payments-3 holds 99\u00a0% of the lag; the median of the other 5 is 300',
    )
    expect(cause?.evidence).toContain('settle-0')
  })

  test('two partitions that share it evenly are not one hot partition', () => {
    expect(behind([50_000, 50_000, 10, 10, 10, 10])?.short).not.toBe('one hot partition')
  })

  test('a group without members whose commits stand has no reader', () => {
    const cause = behind([5000, 5000], {
      members: 0,
      trend: { producedPerSecond: 12, consumedPerSecond: 0 },
    })
    expect(cause?.short).toBe('no members')
    expect(cause?.evidence).toContain('12/s')
  })

  test('a group without members whose commits move is read by assign(), so that is no cause', () => {
    expect(behind([5000, 5000], { members: 0, trend: { consumedPerSecond: 3 } })).toBeNull()
  })

  test('members that commit nothing for several polls are named as such', () => {
    expect(
      behind([5000, 5000, 5000], { trend: { stoppedSince: 1, consumedPerSecond: 0 } })?.short,
    ).toBe('members do not commit')
  })

  test('a rebalance is the cause only while the commits stand', () => {
    const trend = { stoppedSince: 1 }
    expect(behind([5000, 5000, 5000], { state: 'PreparingRebalance', trend })?.short).toBe(
      'rebalancing',
    )
    expect(behind([5000, 5000, 5000], { state: 'PreparingRebalance' })).toBeNull()
  })

  test('slow everywhere says both rates and how many members could read', () => {
    const trend = { trend: 'growing' as const, producedPerSecond: 400, consumedPerSecond: 120 }
    expect(behind([5000, 5000, 5000, 5000, 5000, 5000], { trend })?.evidence).toBe(
      'Records come in at 400/s and are read at 120/s; no single partition stands out. 3 members read 6 partitions: up to 6 can.',
    )
  })

  test('a lag not worth a word has no cause', () => {
    expect(behind([10, 3, 0, 600, 1, 2])).toBeNull()
  })

  test('unknown ends on a dead broker name that broker, whatever the known lag', () => {
    const one = group('stock', { stock: [commit(0, 5n)] })
    const stock = topic('stock', [
      partition(0, { leader: -1, isr: [], replicas: [2], endOffset: null, startOffset: null }),
    ])
    const cause = causeOf(
      snapshot({ topics: [stock], brokers: [broker(1), deadBroker(2)], groups: [one] }),
      one,
      null,
    )
    expect(cause?.title).toBe('Likely cause: broker 2 does not answer.')
  })
})
