import { describe, expect, it } from 'vitest'
import { exampleContext, recordOf } from '../example-context.ts'
import type { GroupDescription } from '../snapshot/schema.ts'
import {
  broker,
  commit,
  deadBroker,
  group,
  member,
  NOW,
  observed,
  partition,
  topic,
} from './example-snapshot.ts'
import { groupListQuery } from './input.ts'
import { groupDetail, groupItem } from './schema.ts'
import { getGroup, listGroups } from './service.ts'

const six = (end: bigint) => Array.from({ length: 6 }, (_, i) => partition(i, { endOffset: end }))
const commits = (offset: bigint, count = 6) =>
  Array.from({ length: count }, (_, i) => commit(i, offset))

const record = recordOf({
  topics: [
    topic('orders.created', six(100_000n)),
    topic('payments.failed', six(100n)),
    topic('__internal', [partition(0)], { internal: true }),
    topic('led-by-2', [partition(0), partition(1, { leader: 2, endOffset: null })]),
  ],
  brokers: [broker(1), deadBroker(2), broker(3)],
  groups: [
    group('billing', { 'payments.failed': commits(100n) }, [
      member('m', { 'payments.failed': [0] }),
    ]),
    group('half-blind', { 'led-by-2': [commit(0, 55n), commit(1, 10n)] }),
    group('only-internal', { __internal: [commit(0, 1n)] }),
    group('silent', null, null, { coordinator: 2, type: 'consumer' }),
    group('slow', { 'orders.created': commits(0n) }, [member('a', { 'orders.created': [0] })]),
  ],
})
const ctx = exampleContext({ record })

const list = async (query: Record<string, string> = {}) => {
  const { data } = await listGroups(ctx, { clusterId: 'demo', ...groupListQuery.parse(query) })
  return data.items.map((item) => item.id)
}

describe('the list of groups', () => {
  it('is sorted by lag, worst first, and what is not known stands last instead of reading zero', async () => {
    expect(await list()).toEqual(['slow', 'only-internal', 'half-blind', 'billing', 'silent'])
  })

  it.each<[Record<string, string>, string[], string]>([
    [{ search: 'ORDERS' }, ['slow'], 'search looks into topics too'],
    [{ type: 'consumer,share' }, ['silent'], 'several types'],
    [{ status: 'critical' }, ['slow'], 'status'],
    [{ minLag: '46' }, ['slow', 'only-internal'], 'an unknown lag is never over a threshold'],
    [{ topic: 'payments.failed' }, ['billing'], 'topic, whole'],
    [{ hideInternal: 'true', sort: 'id' }, ['billing', 'half-blind', 'silent', 'slow'], 'internal'],
    [{ status: 'unknown', sort: 'id' }, ['half-blind', 'silent'], 'unknown can be asked for'],
  ])('keeps what %j asks for: %j (%s)', async (query, expected) => {
    expect(await list(query)).toEqual(expected)
  })

  it('says "at least" where a partition is unknown, and nothing where all is', async () => {
    const { data } = await listGroups(ctx, { clusterId: 'demo', ...groupListQuery.parse({}) })
    const by = Object.fromEntries(data.items.map((item) => [item.id, item]))
    expect(by['half-blind']).toMatchObject({
      lagMessages: 45,
      lagComplete: false,
      unknownPartitions: 1,
      status: 'unknown',
    })
    expect(by.silent).toMatchObject({ lagMessages: null, lagComplete: false, status: 'unknown' })
    for (const item of data.items) expect(() => groupItem.parse(item)).not.toThrow()
  })

  it('warns once of the broker that does not answer, and says what that costs', async () => {
    const { warnings } = await listGroups(ctx, { clusterId: 'demo', ...groupListQuery.parse({}) })
    const lines = warnings.filter(({ code }) => code === 'broker_unreachable')
    expect(lines).toHaveLength(1)
    expect(lines[0]?.scope).toEqual({ broker: 2 })
    expect(lines[0]?.message).toMatch(
      /^Broker 2 has not answered since 03:09 UTC.*1 partition, 1 group/,
    )
  })
})

describe('one group', () => {
  const open = (groupId: string, context = ctx) => getGroup(context, { clusterId: 'demo', groupId })

  it('shows the members its coordinator names now, and joins them to their partitions', async () => {
    const value = {
      state: 'Stable',
      assignor: 'range',
      epoch: null,
      members: [member('fresh', { 'orders.created': [0, 1] }), member('idle', {})],
    }
    const { data } = await open(
      'slow',
      exampleContext({ record, details: { describeGroup: async () => observed(value, NOW + 5) } }),
    )
    expect(groupDetail.parse(data)).toMatchObject({
      members: 2,
      idleMembers: 1,
      membersReason: null,
    })
    expect(data.describedAt).toBe(new Date(NOW + 5).toISOString())
    expect(data.partitions.map((p) => p.memberId)).toEqual([
      'fresh',
      'fresh',
      null,
      null,
      null,
      null,
    ])
    expect(data.memberList?.map((m) => [m.memberId, m.idle, m.lagMessages])).toEqual([
      ['fresh', false, 200_000],
      ['idle', true, null],
    ])
  })

  it('falls back on the members of the last poll, with their age and why', async () => {
    const { data } = await open('slow')
    expect(data.memberList?.map((m) => m.memberId)).toEqual(['a'])
    expect(data.membersReason).toBe('silent')
    expect(data.describedAt).toBe(new Date(NOW).toISOString())
  })

  it('does not wait for a coordinator that is known to be down', async () => {
    let asked = false
    const describeGroup = async () => {
      asked = true
      return observed<GroupDescription>(null)
    }
    const { data } = await open('silent', exampleContext({ record, details: { describeGroup } }))
    expect(asked).toBe(false)
    expect(data.memberList).toBeNull()
    expect(data.membersReason).toBe('broker 2, its coordinator, does not answer')
  })

  it('keeps every offset as text and every unknown as null with its reason', async () => {
    const { data } = await open('half-blind')
    expect(data.partitions[1]).toMatchObject({
      committedOffset: '10',
      logEndOffset: null,
      lagMessages: null,
      position: 'end_unknown',
    })
    expect(data.partitions[1]?.reason).toContain('broker 2')
  })

  it('is not found when Kafka lists no such group', async () => {
    await expect(open('nobody')).rejects.toMatchObject({ code: 'not_found' })
    const elsewhere = getGroup(ctx, { clusterId: 'other', groupId: 'slow' })
    await expect(elsewhere).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('when nothing is seen any more', () => {
  it('calls no group ok or critical: five ticks without a poll make every status unknown', async () => {
    const late = exampleContext({ record, at: NOW + 5 * record.snapshot.tickMs })
    const answer = await listGroups(late, { clusterId: 'demo', ...groupListQuery.parse({}) })
    expect(new Set(answer.data.items.map((item) => item.status))).toEqual(new Set(['unknown']))
    expect(answer.warnings[0]?.code).toBe('stale')
    expect(answer.observedAt).toBe(new Date(NOW).toISOString())
  })

  it('refuses with a reason instead of answering an empty list when a cluster was never observed', async () => {
    const never = exampleContext({ record: null })
    const answer = listGroups(never, { clusterId: 'demo', ...groupListQuery.parse({}) })
    await expect(answer).rejects.toMatchObject({ code: 'kafka_unavailable' })
  })
})
