import { describe, expect, test } from 'vitest'
import {
  broker,
  commit,
  deadBroker,
  group,
  member,
  NOW,
  partition,
  snapshot,
  topic,
} from '../groups/example-snapshot.ts'
import type { ClusterSnapshot, GroupSnapshot } from '../snapshot/schema.ts'
import type { GroupTrend } from '../trends/schema.ts'
import { troublesOf } from './attention.ts'
import { evaluateChecks } from './checks.ts'
import { groupTrend, trendsOf } from './example-checks.ts'
import { blindHeadline, headlineOf, worstStatus } from './headline.ts'

/** A topic of its own with one partition, ended at 10,000,000, and a group so far behind on it. */
const lagging = (id: string, lag: number, over: { start?: number } = {}) => ({
  topic: topic(`${id}.topic`, [
    partition(0, { endOffset: 10_000_000n, startOffset: BigInt(over.start ?? 0) }),
  ]),
  group: group(id, { [`${id}.topic`]: [commit(0, BigInt(10_000_000 - lag))] }, [
    member(`${id}-1`, { [`${id}.topic`]: [0] }),
  ]),
})

const judged = (
  parts: { topic: ReturnType<typeof topic>; group: GroupSnapshot }[],
  trends: Record<string, Partial<GroupTrend>> = {},
  over: Partial<ClusterSnapshot> = {},
) => {
  const shot = snapshot({
    topics: parts.map((one) => one.topic),
    groups: parts.map((one) => one.group),
    brokers: [broker(1), broker(2), broker(3)],
    ...over,
  })
  const all = trendsOf(
    Object.fromEntries(Object.entries(trends).map(([id, one]) => [id, groupTrend(one)])),
  )
  const checks = evaluateChecks({
    snapshot: shot,
    unreachable: null,
    trends: all,
    previous: [],
    metricsConfigured: true,
    now: NOW,
  })
  const troubles = troublesOf(shot, all, checks)
  return { troubles, checks, headline: headlineOf(shot, all, checks, troubles) }
}

describe('needs attention', () => {
  test('ranks data lost, losing it soon, growing, critical, unknown, warning, and a draining warning last', () => {
    const unknown = lagging('f-unknown', 5)
    unknown.topic.partitions = [partition(0, { leader: 2, endOffset: null, startOffset: null })]
    const { troubles } = judged(
      [
        lagging('g-draining', 50_000),
        lagging('e-warning', 20_000),
        unknown,
        lagging('d-critical', 200_000),
        lagging('c-growing', 150_000),
        lagging('b-losing', 40),
        lagging('a-lost', 100, { start: 9_999_950 }),
      ],
      {
        'g-draining': { trend: 'draining', drain: 'draining', drainSeconds: 180 },
        'c-growing': { trend: 'growing', slopePerSecond: 20, lagSeconds: 720 },
        'b-losing': { retentionSeconds: 7_800 },
      },
    )
    const groups = troubles.filter((one) => one.kind === 'group').map((one) => one.name)
    expect(groups).toEqual([
      'a-lost',
      'b-losing',
      'c-growing',
      'd-critical',
      'f-unknown',
      'e-warning',
      'g-draining',
    ])
  })

  test('says time, messages and where it is going, in this order', () => {
    const { troubles } = judged([lagging('payments-settle', 104_600)], {
      'payments-settle': { trend: 'growing', slopePerSecond: 20, lagSeconds: 720 },
    })
    expect(troubles[0]?.text).toBe('≈\u00a012\u00a0min, 104.6k behind, growing 1.2k/min')
  })

  test('a dead broker is one line with all that follows from it', () => {
    const stock = topic('stock', [
      partition(0, { replicas: [1, 2, 3], isr: [1, 3] }),
      partition(1, { replicas: [1, 2, 3], isr: [1, 3] }),
    ])
    const { troubles } = judged(
      [],
      {},
      { topics: [stock], brokers: [broker(1), deadBroker(2), broker(3)] },
    )
    const lines = troubles.filter((one) => one.kind === 'broker' && one.name === '2')
    expect(lines).toHaveLength(1)
    expect(lines[0]?.text).toContain('does not answer: connection refused')
    expect(lines[0]?.text).toContain('left the ISR of 2 partitions')
    expect(troubles.some((one) => one.kind === 'topic')).toBe(false)
  })

  test('every check in trouble has a line of the same status, so that strip and list agree', () => {
    const offline = topic('stock', [
      partition(0, { leader: -1, isr: [], endOffset: null, startOffset: null }),
    ])
    const { troubles, checks } = judged(
      [],
      {},
      { topics: [offline], brokers: [broker(1), deadBroker(2), broker(3)] },
    )
    for (const { check, status } of checks) {
      if (status === 'ok' || status === 'not_measured') continue
      expect(
        troubles.map((one) => one.status),
        check,
      ).toContain(status)
    }
  })
})

describe('the sentence on top', () => {
  test('names the two worst things, worst first, in the colour of the strip', () => {
    const stock = topic('stock', [
      partition(0, { leader: -1, isr: [], endOffset: null, startOffset: null }),
    ])
    const slow = lagging('payments-settle', 104_600)
    const { headline, checks } = judged(
      [slow],
      { 'payments-settle': { trend: 'growing', slopePerSecond: 20, lagSeconds: 720 } },
      { topics: [slow.topic, stock] },
    )
    expect(headline.status).toBe(worstStatus(checks))
    expect(headline.emphasis).toBe('1 partition is offline.')
    expect(headline.rest).toBe('payments-settle is ≈\u00a012\u00a0min behind and growing.')
  })

  test('a healthy cluster is said quietly, and what is not measured is not called healthy', () => {
    const { headline } = judged([lagging('order-processor', 3)])
    expect(headline.emphasis === '' || headline.status !== 'ok').toBe(true)
    expect(headline.detail + headline.rest).toContain('within the thresholds')
  })

  test('a cluster nobody sees says so, since what and why, and that its numbers are old', () => {
    const blind = blindHeadline(
      { since: NOW, attemptedAt: NOW, reason: 'no broker answers: timed out' },
      true,
    )
    expect(blind).toMatchObject({ status: 'unknown', emphasis: 'Cannot be reached.' })
    expect(blind.detail).toBe('No broker answers: timed out. The numbers below are the last known.')
  })
})
