import { expect, test } from 'vitest'
import type { ClusterItem } from '@/lib/clusters/schema'
import { byPain, fleetHeadline } from './fleet-words'

const cluster = (name: string, change: Partial<ClusterItem> = {}): ClusterItem => ({
  id: name,
  name,
  environment: 'production',
  kafkaVersion: '4.3',
  status: 'ok',
  since: null,
  headline: { status: 'ok', emphasis: '', rest: '3 groups, all caught up', detail: '' },
  brokersUp: 3,
  brokersTotal: 3,
  checks: [],
  worstGroup: null,
  totalLagMessages: 0,
  lagSpark: [],
  groups: 3,
  topics: 5,
  freshness: {
    state: 'fresh',
    observedAt: null,
    ageSeconds: 6,
    tickSeconds: 15,
    slowed: false,
    via: 'collector',
  },
  observedAt: null,
  ...change,
})
const critical = {
  status: 'critical',
  headline: {
    status: 'critical',
    emphasis: '3 partitions are offline',
    rest: 'since 03:09. orders.etl is slow.',
    detail: '',
  },
} as const

test('critical clusters come first, and what cannot be seen is said beside them', () => {
  const said = fleetHeadline([
    cluster('prod-eu', critical),
    cluster('prod-us', critical),
    cluster('prod-ap', { status: 'unknown', brokersUp: null, brokersTotal: 9, groups: null }),
  ])
  expect(said.emphasis).toBe('2 clusters are critical, 1 cannot be seen.')
  expect(said.rest).toBe('prod-eu: 3 partitions are offline since 03:09.')
  expect(said.detail).toBe('3 clusters, at least 6 of 15 brokers answering, at least 6 groups.')
})

test('a fleet that cannot be seen is never called good', () => {
  const said = fleetHeadline([cluster('prod-ap', { status: 'unknown' })])
  expect(said.status).toBe('unknown')
  expect(said.emphasis).toBe('1 cluster cannot be seen.')
})

test('a quiet fleet says so without emphasis', () => {
  const said = fleetHeadline([cluster('a'), cluster('b')])
  expect([said.status, said.rest]).toEqual(['ok', 'All 2 clusters are within the thresholds.'])
})

test('unknown ranks above warning, and production above the rest', () => {
  const ranked = [
    cluster('z-dev', { environment: 'dev', status: 'warning' }),
    cluster('y-prod', { status: 'warning' }),
    cluster('x', { status: 'unknown' }),
    cluster('w', { status: 'critical' }),
  ].sort(byPain)
  expect(ranked.map((one) => one.name)).toEqual(['w', 'x', 'y-prod', 'z-dev'])
})
