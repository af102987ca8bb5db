import { describe, expect, it } from 'vitest'
import { exampleContext, recordOf } from '../example-context.ts'
import {
  broker,
  commit,
  deadBroker,
  group,
  observed,
  partition,
  topic,
} from '../groups/example-snapshot.ts'
import { topicListQuery } from './input.ts'
import { topicDetail, topicItem } from './schema.ts'
import { getTopic, listTopics } from './service.ts'

const configs = (cleanupPolicy: string, retentionMs: number) =>
  observed({
    cleanupPolicy,
    retentionMs,
    retentionBytes: -1,
    minInsyncReplicas: 2,
    segmentBytes: null,
    segmentMs: null,
    overridden: [],
  })

const record = recordOf({
  topics: [
    topic('__consumer_offsets', [partition(0)], { internal: true }),
    topic('compacted', [partition(0)], { configs: configs('compact,delete', -1) }),
    topic('offline', [partition(0, { leader: -1, isr: [2], endOffset: null, startOffset: null })]),
    topic('orders', [partition(0), partition(1, { isr: [1, 3] })]),
  ],
  brokers: [broker(1), deadBroker(2), broker(3)],
  groups: [
    group('fast', { orders: [commit(0, 100n), commit(1, 100n)] }),
    group('slow', { orders: [commit(0, 40n), commit(1, 100n)] }),
  ],
})
const ctx = exampleContext({ record })

const list = async (query: Record<string, string> = {}) => {
  const { data } = await listTopics(ctx, { clusterId: 'demo', ...topicListQuery.parse(query) })
  return data.items.map((item) => item.name)
}

describe('the list of topics', () => {
  it.each<[Record<string, string>, string[], string]>([
    [{}, ['__consumer_offsets', 'compacted', 'offline', 'orders'], 'by name'],
    [{ internal: 'false' }, ['compacted', 'offline', 'orders'], 'without internal ones'],
    [{ internal: 'true' }, ['__consumer_offsets'], 'internal ones alone'],
    [{ onlyBad: 'true' }, ['offline', 'orders'], 'offline counts as bad, under-replicated too'],
    [{ policy: 'compact' }, ['compacted'], 'one of several policies'],
    [
      { sort: '-retentionMs', internal: 'false' },
      ['compacted', 'offline', 'orders'],
      '-1 is for ever',
    ],
    [
      { sort: '-worstLagMessages' },
      ['orders', '__consumer_offsets', 'compacted', 'offline'],
      'lag',
    ],
  ])('%j: %j (%s)', async (query, expected) => {
    expect(await list(query)).toEqual(expected)
  })

  it('names the group that is furthest behind, and none where nobody reads', async () => {
    const { data } = await listTopics(ctx, { clusterId: 'demo', ...topicListQuery.parse({}) })
    const by = Object.fromEntries(data.items.map((item) => [item.name, topicItem.parse(item)]))
    expect(by.orders).toMatchObject({ groups: 2, worstGroup: 'slow', worstLagMessages: 60 })
    expect(by.offline).toMatchObject({ groups: 0, worstGroup: null, worstLagMessages: null })
  })
})

describe('one topic', () => {
  const open = (topicName: string, context = ctx) =>
    getTopic(context, { clusterId: 'demo', topicName })

  it('tells by partition what is wrong and why an offset is not known', async () => {
    const { data } = await open('offline')
    expect(topicDetail.parse(data).partitionList[0]).toMatchObject({
      leader: null,
      status: 'offline',
      logEndOffset: null,
      records: null,
      reason: 'no leader',
    })
    const healthy = (await open('orders')).data.partitionList
    expect(healthy.map((p) => p.status)).toEqual(['in_sync', 'under_replicated'])
    expect(healthy[0]).toMatchObject({ logStartOffset: '0', logEndOffset: '100', records: '100' })
  })

  it('lists the groups that read it by their lag in this topic', async () => {
    const { data } = await open('orders')
    expect(data.groupList.map((g) => [g.id, g.lagMessages])).toEqual([
      ['slow', 60],
      ['fast', 0],
    ])
  })

  it('says why there is no configuration instead of an empty one', async () => {
    const { data } = await open('orders')
    expect(data).toMatchObject({ configs: null, configsReason: 'silent', configsObservedAt: null })
  })

  it('is not found when Kafka lists no such topic', async () => {
    await expect(open('nothing')).rejects.toMatchObject({ code: 'not_found' })
  })
})
