import { describe, expect, it } from 'vitest'
import { exampleConfig, exampleContext, exampleSettings, recordOf } from '../example-context.ts'
import {
  broker,
  commit,
  deadBroker,
  group,
  NOW,
  partition,
  topic,
} from '../groups/example-snapshot.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import { stillUnreachable } from './freshness.ts'
import { clusterListQuery } from './input.ts'
import { clusterDetail, clusterItem } from './schema.ts'
import { getCluster, listClusters } from './service.ts'

const partitions = [partition(0), partition(1, { endOffset: 1_000_000n })]
const topics = [topic('orders', partitions)]
const groups = [group('slow', { orders: [commit(0, 10n), commit(1, 0n)] }), group('idle', {})]
const record = recordOf({ topics, groups })
const demo = { clusterId: 'demo' }
const codes = (answer: { warnings: { code: string }[] }) => answer.warnings.map(({ code }) => code)

describe('one cluster', () => {
  it('sums what is known and names the group that is furthest behind', async () => {
    const { data, observedAt } = await getCluster(exampleContext({ record }), demo)
    expect(clusterDetail.parse(data)).toMatchObject({
      totalLagMessages: 1_000_090,
      worstGroup: { id: 'slow', lagComplete: true },
      brokersUp: 3,
      brokersTotal: 3,
      partitions: 2,
      status: 'critical',
    })
    expect(observedAt).toBe(new Date(NOW).toISOString())
  })

  it('has the checks in their fixed order, each with its threshold', async () => {
    const { data } = await getCluster(exampleContext({ record }), demo)
    expect(data.checks.map(({ check }) => check)).toEqual([
      'consumer_lag',
      'under_replicated_partitions',
      'offline_partitions',
      'isr_shrink',
      'active_controller',
      'request_latency_p99',
      'broker_disk',
    ])
    expect(data.checks[0]).toMatchObject({ status: 'critical', warning: 10_000, critical: 100_000 })
    expect(data.checks[0]).not.toHaveProperty('conditionSince')
  })

  it('says in its sentence what heads the list and what the strip calls worst', async () => {
    const { data } = await getCluster(exampleContext({ record }), demo)
    expect(data.headline).toMatchObject({ status: 'critical', emphasis: 'slow is 1M behind.' })
    expect(data.attention[0]).toMatchObject({ status: 'critical', kind: 'group', name: 'slow' })
    expect(data.attention[0]?.waterline).toMatchObject({ committedOffset: '0', position: 'behind' })
  })

  it('is all unknown, never ok, when no broker answers, and keeps the last values', async () => {
    const since = NOW - 60_000
    const unreachable = { since, attemptedAt: NOW, reason: 'no broker answers: timed out' }
    const lost: LiveRecord = { ...record, unreachable }
    const { data, warnings } = await getCluster(exampleContext({ record: lost }), demo)
    const measured = data.checks.filter(({ status }) => status !== 'not_measured')
    expect(new Set(measured.map(({ status }) => status))).toEqual(new Set(['unknown']))
    expect(data).toMatchObject({ status: 'unknown', brokersUp: null, brokersTotal: 3 })
    expect(data.totalLagMessages).toBe(1_000_090)
    expect(data.headline).toMatchObject({ status: 'unknown', emphasis: 'Cannot be reached.' })
    expect(data.attention.map(({ kind, status }) => [kind, status])).toEqual([
      ['cluster', 'unknown'],
    ])
    expect(warnings[0]?.code).toBe('cluster_unreachable')
    expect(warnings[0]?.message).toContain('Not reachable since 03:09 UTC')
  })

  it('is answered with nulls and the reason when it was never seen', async () => {
    const unreachable = { since: NOW, attemptedAt: NOW, reason: 'no broker answers: refused' }
    const never = exampleContext({ record: null, live: { unreachable } })
    const { data, observedAt, warnings } = await getCluster(never, demo)
    expect(clusterDetail.parse(data)).toMatchObject({
      status: 'unknown',
      brokersUp: null,
      brokersTotal: null,
      totalLagMessages: null,
      groups: null,
      freshness: { state: 'never', ageSeconds: null },
    })
    expect(observedAt).toBeNull()
    expect(warnings[0]).toMatchObject({ code: 'cluster_unreachable' })
    expect(warnings[0]?.message).toContain('refused')
  })

  it.each([
    [NOW + 29_000, 'fresh', []],
    [NOW + 30_000, 'stale', ['stale']],
    [NOW + 75_000, 'dead', ['stale']],
  ])('at %d is %s by its tick of 15 s', async (at, state, warned) => {
    const answer = await getCluster(exampleContext({ record, at }), demo)
    expect(answer.data.freshness.state).toBe(state)
    expect(codes(answer)).toEqual(warned)
  })
})

describe("a failed poll of the web's own", () => {
  const own = { since: NOW - 60_000, attemptedAt: NOW - 1, reason: 'no broker answers' }

  it.each<[string, LiveRecord | null, boolean]>([
    ['counts when nothing was ever seen', null, true],
    ['counts beside an older record', { ...record, writtenAt: NOW - 2 }, true],
    ['is forgotten once the collector sees the cluster again', record, false],
  ])('%s', (_, seen, counts) => {
    expect(stillUnreachable(seen, own)).toBe(counts ? own : null)
  })
})

describe('what an answer warns of', () => {
  it.each<[string, Parameters<typeof recordOf>[0], string, RegExp]>([
    [
      'hidden things',
      { visibility: 'principal' },
      'partial_visibility',
      /visible to this principal/,
    ],
    [
      'a cap',
      { groupsListed: 7_213, groupsWatched: 5_000 },
      'filtered',
      /history for 5,000 of 7,213 groups/,
    ],
    ['slow polls', { slowed: true, tickMs: 30_000 }, 'slowed', /every 30/],
  ])('%s', async (_, over, code, text) => {
    const answer = await getCluster(
      exampleContext({ record: recordOf({ topics, groups, ...over }) }),
      demo,
    )
    const found = answer.warnings.find((one) => one.code === code)
    expect(found?.message).toMatch(text)
  })

  it('that history is away, while the live values stay', async () => {
    const answer = await getCluster(exampleContext({ record, live: { databaseAway: true } }), demo)
    expect(codes(answer)).toEqual(['history_unavailable'])
    expect(answer.data.totalLagMessages).toBe(1_000_090)
  })

  it('one line a broker that is away', async () => {
    const brokers = [broker(1), deadBroker(2), deadBroker(3)]
    const answer = await getCluster(exampleContext({ record: recordOf({ brokers }) }), demo)
    expect(codes(answer)).toEqual(['broker_unreachable', 'broker_unreachable'])
    expect(answer.data.brokersUp).toBe(1)
  })
})

describe('the list of clusters', () => {
  it('has every configured one, the worst first, each with its own warnings', async () => {
    const settings = exampleSettings([exampleConfig({ id: 'a', name: 'A' }), exampleConfig()])
    const ctx = exampleContext({ record, settings, at: NOW + 40_000 })
    const answer = await listClusters(ctx, clusterListQuery.parse({}))
    expect(answer.data.items.map((item) => clusterItem.parse(item).id)).toEqual(['a', 'demo'])
    expect(answer.warnings.map(({ scope }) => scope.cluster)).toEqual(['a', 'demo'])
  })
})
