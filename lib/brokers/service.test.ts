import { describe, expect, it } from 'vitest'
import { exampleConfig, exampleContext, exampleSettings, recordOf } from '../example-context.ts'
import { broker, deadBroker, NOW, observed, partition, topic } from '../groups/example-snapshot.ts'
import type { BrokerMetrics } from '../snapshot/schema.ts'
import { brokerListQuery } from './input.ts'
import { brokerDetail, brokerItem } from './schema.ts'
import { getBroker, listBrokers } from './service.ts'

const dirs = (usable: number) =>
  observed([
    { path: '/a', totalBytes: 1_000, usableBytes: 900, error: null },
    { path: '/b', totalBytes: 2_000, usableBytes: usable, error: null },
  ])

const metrics: BrokerMetrics = {
  source: 'jmx',
  produceP99Ms: null,
  produceP99Reason: 'no produce requests flow',
  produceRequests: 0,
  bytesInPerSecond: 5,
  bytesOutPerSecond: null,
  bytesIn: null,
  bytesOut: null,
  handlerIdleRatio: 0.9,
  isrShrinks: 0,
  underReplicatedPartitions: 0,
}

const last = {
  value: [{ path: '/a', totalBytes: 100, usableBytes: 40, error: null }],
  observedAt: 5,
}
const record = recordOf({
  topics: [topic('orders', [partition(0), partition(1, { leader: 3, isr: [1, 3] }), partition(2)])],
  brokers: [
    broker(1, { logDirs: dirs(400), metrics: observed(metrics) }),
    deadBroker(2, { logDirs: { ...observed(null), last }, metrics: observed(metrics) }),
    broker(3, { rack: 'b' }),
  ],
})
const ctx = exampleContext({ record })
const measured = exampleContext({
  record,
  settings: exampleSettings([
    exampleConfig({
      metrics: { kind: 'endpoints', byBroker: { 1: 'http://127.0.0.1:1/metrics' } },
    }),
  ]),
})

const list = async (context = ctx, query: Record<string, string> = {}) =>
  (await listBrokers(context, { clusterId: 'demo', ...brokerListQuery.parse(query) })).data.items

describe('the list of brokers', () => {
  it('takes the worst log dir for the disk, not the sum', async () => {
    const [first] = await list()
    expect(brokerItem.parse(first)).toMatchObject({ diskUsedPercent: 80, diskTotalBytes: 3_000 })
  })

  it('knows nothing now of a broker that is away, and keeps apart what it said before', async () => {
    const away = (await list(measured)).find(({ id }) => id === 2)
    expect(away).toMatchObject({
      reachable: false,
      diskUsedPercent: null,
      diskLastPercent: 60,
      requestP99Ms: null,
      bytesInPerSecond: null,
      roundTripMs: null,
      failure: 'connection refused',
    })
  })

  it.each([
    [ctx, 'not measured: add a metrics endpoint', 'no endpoint is configured'],
    [measured, 'no produce requests flow', 'the endpoint answers and nothing flows'],
  ])('gives no p99 but the reason: %#', async (context, reason) => {
    const [first] = await list(context)
    expect(first).toMatchObject({ requestP99Ms: null, requestP99Reason: reason })
  })

  it('finds by host, and puts a disk that is not known now last in either direction', async () => {
    expect((await list(ctx, { search: 'broker-3' })).map(({ id }) => id)).toEqual([3])
    expect((await list(ctx, { sort: '-diskUsedPercent' })).map(({ id }) => id)).toEqual([1, 3, 2])
    expect((await list(ctx, { sort: 'diskUsedPercent' })).map(({ id }) => id)).toEqual([3, 1, 2])
  })
})

describe('one broker', () => {
  it('shows what it holds, the replicas out of sync first', async () => {
    const { data, observedAt } = await getBroker(ctx, { clusterId: 'demo', brokerId: 2 })
    expect(brokerDetail.parse(data).partitions.map((p) => [p.partition, p.inSync])).toEqual([
      [1, false],
      [0, true],
      [2, true],
    ])
    expect(data.partitionCount).toBe(3)
    expect(observedAt).toBe(new Date(NOW).toISOString())
  })

  it('is not found when the cluster has no such broker', async () => {
    const answer = getBroker(ctx, { clusterId: 'demo', brokerId: 9 })
    await expect(answer).rejects.toMatchObject({ code: 'not_found' })
  })
})
