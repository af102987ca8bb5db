import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPool } from '../db/pool.ts'
import { eventListQuery } from '../events/input.ts'
import type { NewEvent } from '../events/schema.ts'
import { listEvents } from '../events/service.ts'
import { exampleContext } from '../example-context.ts'
import { rangeQuery } from '../http/input.ts'
import { getStorage } from '../settings/service.ts'
import { getBrokerHistory, getClusterHistory, getGroupHistory, getTopicHistory } from './service.ts'
import { type HistoryDatabase, historyDatabase, tickOf } from './testing-database.ts'
import { buildRecord, buildSnapshot } from './testing-snapshots.ts'
import { recordTick } from './write.ts'

const TICK = 15_000
const NOW = Date.parse('2026-03-01T10:10:00Z')

const recordAt = (at: number, i: number) =>
  buildRecord(
    buildSnapshot({
      clusterId: 'demo',
      at,
      topics: [{ name: 'orders', ends: [100n + BigInt(i) * 150n] }],
      groups: [{ id: 'billing', commits: { orders: [90n] } }],
    }),
  )

const event = (at: number, over: Partial<NewEvent>): NewEvent => ({
  kind: 'leader_change',
  from: at - TICK,
  to: at,
  topicId: 'id-orders',
  topic: 'orders',
  partition: 0,
  group: null,
  broker: null,
  before: '1',
  after: '2',
  ...over,
})

const steps = [0, 1, 2, 3]
const last = recordAt(NOW, 3)
let db: HistoryDatabase
beforeAll(async () => {
  db = await historyDatabase()
  const lease = await db.takeOver('demo')
  for (const i of steps) {
    const at = NOW - (3 - i) * TICK
    const events = [event(at, { after: String(i) })]
    if (i === 2)
      events.push(event(at, { kind: 'group_state_change', topic: null, group: 'billing' }))
    await recordTick(db.pool, lease, tickOf(recordAt(at, i), { events }))
  }
})
afterAll(() => db.end())

const ctx = () => exampleContext({ record: last, db: () => db.pool, at: NOW })
const demo = { clusterId: 'demo' }
const range = { ...demo, ...rangeQuery.parse({ from: 'now-2m' }) }

describe('the past of', () => {
  it('a group is read over the range asked for, up to the clock of the request', async () => {
    const { data, warnings } = await getGroupHistory(ctx(), { ...range, groupId: 'billing' })
    const total = data.series.find(({ key }) => key === 'total')
    expect(total?.points.map(([, value]) => value)).toEqual([10, 160, 310, 460])
    expect(warnings).toEqual([])
  })

  it('a topic, a broker and the whole cluster too', async () => {
    const topic = await getTopicHistory(ctx(), { ...range, topicName: 'orders' })
    expect(topic.data.series.map(({ key }) => key)).toContain('produced')
    const broker = await getBrokerHistory(ctx(), { ...range, brokerId: 1 })
    expect(broker.data.series.map(({ key }) => key)).toContain('reachable')
    const cluster = await getClusterHistory(ctx(), { ...range, metric: 'lag' })
    expect(cluster.data.series.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['total', 'billing']),
    )
  })

  it('what was never seen is not found, and not an empty chart', async () => {
    const nobody = getGroupHistory(ctx(), { ...range, groupId: 'nobody' })
    await expect(nobody).rejects.toMatchObject({ code: 'not_found' })
    const nothing = getTopicHistory(ctx(), { ...range, topicName: 'nothing' })
    await expect(nothing).rejects.toMatchObject({ code: 'not_found' })
    const none = getBrokerHistory(ctx(), { ...range, brokerId: 99 })
    await expect(none).rejects.toMatchObject({ code: 'not_found' })
  })

  it('a wrong range is refused with the field, before anything is read', async () => {
    const refused = getGroupHistory(ctx(), { ...range, from: 'soon', groupId: 'billing' })
    await expect(refused).rejects.toMatchObject({
      code: 'invalid_input',
      details: [{ field: 'from' }],
    })
  })
})

describe('events', () => {
  const list = (query: Record<string, string>) =>
    listEvents(ctx(), { ...demo, ...eventListQuery.parse(query) })

  it('come newest first and page by page, none twice and none left out', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const { data } = await list({ limit: '2', ...(cursor === null ? {} : { cursor }) })
      seen.push(...data.items.map(({ id }) => id))
      cursor = data.nextCursor
    } while (cursor !== null)
    const all = (await list({})).data.items
    expect(all).toHaveLength(5)
    expect(seen).toEqual(all.map(({ id }) => id))
    expect(all.map(({ to }) => to)).toEqual([...all.map(({ to }) => to)].sort().reverse())
  })

  it.each<[Record<string, string>, number]>([
    [{ group: 'billing' }, 1],
    [{ topic: 'orders' }, 4],
    [{ kind: 'group_state_change,broker_lost' }, 1],
    [{ from: 'now-20s' }, 3],
    [{ broker: '7' }, 0],
  ])('are kept by %j: %d', async (query, expected) => {
    expect((await list(query)).data.items).toHaveLength(expected)
  })

  it('refuse a cursor that is none, and a time that is none', async () => {
    await expect(list({ cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(list({ from: 'x' })).rejects.toMatchObject({
      code: 'invalid_input',
      details: [{ field: 'from' }],
    })
  })
})

it('storage says what each part takes and how long it is kept', async () => {
  const { data } = await getStorage(ctx())
  expect(data.parts.map(({ part }) => part)).toEqual(['raw', 'rollups', 'events', 'live'])
  expect(data.totalBytes).toBe(data.parts.reduce((sum, { bytes }) => sum + bytes, 0))
  expect(data).toMatchObject({ rawHours: 48, rollupDays: 90 })
  // `demo` is the cluster of the settings; whoever holds another one is of no concern.
  await db.takeOver('elsewhere', 'stranger')
  const { watchers } = (await getStorage(ctx())).data
  expect(watchers).toMatchObject([{ clusterId: 'demo', holder: 'test', alive: true }])
})

describe('when Postgres is away', () => {
  /** Nothing listens there: a pool as the web's, which gives up early. */
  const away = createPool('postgres://nobody@127.0.0.1:9/none', {
    name: 'away',
    max: 1,
    connectMs: 500,
    statementMs: 500,
  })
  /** Takes connections and never answers, as a frozen server: only the request's own limit ends the wait. */
  const mute = createServer()
  const frozen = () =>
    createPool(`postgres://nobody@127.0.0.1:${(mute.address() as AddressInfo).port}/none`, {
      name: 'frozen',
      max: 1,
      connectMs: 600_000,
      statementMs: 600_000,
    })
  beforeAll(() => new Promise<void>((done) => void mute.listen(0, '127.0.0.1', done)))
  afterAll(async () => {
    mute.close()
    await away.end()
  })

  it.each([
    ['a refused connection', { db: () => away }],
    ['a server that is frozen', { db: frozen, left: () => 100 }],
    ['no database at all', {}],
    ['a row that could not be read just now', { db: () => away, live: { databaseAway: true } }],
  ])('%s: an empty answer with a gap and a warning, once', async (_, given) => {
    const ctxAway = exampleContext({ record: last, at: NOW, ...given })
    const { data, warnings, observedAt } = await getGroupHistory(ctxAway, {
      ...range,
      groupId: 'billing',
    })
    expect(data).toMatchObject({
      series: [],
      gaps: [{ reason: expect.stringContaining('Postgres') }],
    })
    expect(warnings.map(({ code }) => code)).toEqual(['history_unavailable'])
    expect(observedAt).toBe(new Date(NOW).toISOString())
    const events = await listEvents(ctxAway, { ...demo, ...eventListQuery.parse({}) })
    expect(events.data).toEqual({ items: [], nextCursor: null })
    expect(events.warnings.map(({ code }) => code)).toEqual(['history_unavailable'])
  })
})
