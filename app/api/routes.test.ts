import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { exampleSettings, recordOf } from '@/lib/example-context'
import { commit, group, partition, topic } from '@/lib/groups/example-snapshot'
import type { Web } from '@/lib/http/context'
import type { Answer, ErrorBody } from '@/lib/http/schema'
import { api } from '@/lib/paths'
import { createLiveCache } from '@/lib/snapshot/cache'
import { encodeLive } from '@/lib/snapshot/codec'

/** Every route through its real wrapper, over a stored row and no database: what callers are told. */

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>
type Route = { template: string; methods: Record<string, Handler> }

const ODD = ['a/b', '%', '#', 'a b', 'é', '..', '']
const now = Date.now()
const record = recordOf(
  {
    observedAt: now,
    topics: [topic('orders', [partition(0)])],
    groups: ['billing', ...ODD].sort().map((id) => group(id, { orders: [commit(0, 90n)] })),
  },
  { writtenAt: now },
)

const kept = globalThis as { highwaterWeb?: Web }
const before = kept.highwaterWeb
const routes: Route[] = []
beforeAll(async () => {
  const settings = exampleSettings()
  const row = { bytes: encodeLive(record), writtenAt: now }
  const observed = { value: null, observedAt: null, reason: 'silent', last: null }
  kept.highwaterWeb = {
    settings,
    db: () => {
      throw new AppError('database_unavailable', 'No database is configured')
    },
    cache: createLiveCache({
      readRow: async (id) => (id === 'demo' ? row : null),
      poll: async () => record,
      now: Date.now,
      tickMs: 15_000,
    }),
    pollers: new Map(),
    probe: async () => ({ ok: true, reason: null }),
    details: new Map([
      ['demo', { topicConfigs: async () => observed, describeGroup: async () => observed }],
    ]),
  }
  for (const entry of readdirSync(import.meta.dirname, { recursive: true })) {
    const path = String(entry)
    if (!path.endsWith('route.ts')) continue
    const methods = await import(join(import.meta.dirname, path))
    routes.push({ template: `/api/${path.replace(/\/route\.ts$/, '')}`, methods })
  }
})
afterAll(() => {
  kept.highwaterWeb = before
})

/** Calls as Next does: the template's parameters decoded, the host our own. */
async function call(path: string, init: RequestInit & { method?: string } = {}) {
  const url = new URL(path, 'http://127.0.0.1:3000')
  const parts = url.pathname.split('/')
  const found = routes.find(({ template }) => {
    const wanted = template.split('/')
    return (
      wanted.length === parts.length && wanted.every((w, i) => w.startsWith('[') || w === parts[i])
    )
  })
  if (!found) throw new Error(`no route for ${path}`)
  const params = Object.fromEntries(
    found.template
      .split('/')
      .flatMap((w, i) =>
        w.startsWith('[') ? [[w.slice(1, -1), decodeURIComponent(parts[i] ?? '')]] : [],
      ),
  )
  const handler = found.methods[init.method ?? 'GET']
  if (!handler) throw new Error(`${path} has no ${init.method ?? 'GET'}`)
  const headers = { host: '127.0.0.1:3000', ...(init.headers as Record<string, string>) }
  const response = await handler(new Request(url, { ...init, headers }), {
    params: Promise.resolve(params),
  })
  const text = await response.text()
  const json = () => JSON.parse(text) as Answer<never> & ErrorBody
  return { status: response.status, headers: response.headers, text, json }
}

const c = 'demo'
const GOOD = [
  api.clusters(),
  api.cluster(c),
  api.clusterHistory(c, { metric: 'lag' }),
  api.brokers(c),
  api.broker(c, 1),
  api.brokerHistory(c, 1),
  api.topics(c),
  api.topic(c, 'orders'),
  api.topicHistory(c, 'orders'),
  api.groups(c),
  api.group(c, 'billing'),
  api.groupHistory(c, 'billing'),
  api.events(c),
  '/api/health/live',
  '/api/health/ready',
]

describe('every route', () => {
  it('is walked here: none is added without its bad inputs being tried', () => {
    const others = ['/api/clusters/[clusterId]/refresh', '/api/settings/storage']
    expect(routes.map(({ template }) => template)).toHaveLength(GOOD.length + others.length)
  })

  it.each(GOOD)(
    '%s answers 200 in the shape it declares, uncached and with a request id',
    async (path) => {
      const { status, headers, json } = await call(path)
      expect(json()).toMatchObject({ warnings: expect.any(Array) })
      expect(status).toBe(200)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/)
    },
  )

  it.each(GOOD)('%s refuses a query it does not know, naming it', async (path) => {
    const { status, json } = await call(`${path}${path.includes('?') ? '&' : '?'}nonsense=1`)
    expect(status).toBe(400)
    expect(json().error).toMatchObject({
      code: 'invalid_input',
      details: [{ field: 'nonsense', message: 'unknown' }],
      requestId: expect.any(String),
    })
  })

  it.each(GOOD)('%s refuses a host that is not this machine', async (path) => {
    const { status, json } = await call(path, { headers: { host: 'evil.example' } })
    expect([status, json().error.code]).toEqual([403, 'forbidden'])
  })
})

describe('bad input', () => {
  it.each([
    [api.groups(c, { page: 0 }), 'page'],
    [api.groups(c, { page: '1e3' }), 'page'],
    [api.groups(c, { pageSize: 501 }), 'pageSize'],
    [api.groups(c, { sort: '-nothing' }), 'sort'],
    [api.groups(c, { type: 'klassic' }), 'type.0'],
    [api.groups(c, { minLag: -1 }), 'minLag'],
    [api.groups(c, { format: 'xml' }), 'format'],
    [api.topics(c, { internal: 'perhaps' }), 'internal'],
    [api.topics(c, { policy: 'shred' }), 'policy.0'],
    [api.brokers(c, { sort: '--id' }), 'sort'],
    [api.groupHistory(c, 'billing', { points: 601 }), 'points'],
    [api.groupHistory(c, 'billing', { from: 'then' }), 'from'],
    [api.clusterHistory(c), 'metric'],
    [api.events(c, { limit: 501 }), 'limit'],
    [api.events(c, { kind: 'party' }), 'kind.0'],
    ['/api/clusters/demo/brokers/one', 'brokerId'],
    ['/api/clusters/DE%20MO', 'clusterId'],
    [`${api.groups(c)}?page=1&page=2`, 'page'],
  ])('%s is 400 and names %s', async (path, field) => {
    const { status, json } = await call(path)
    expect(status).toBe(400)
    expect(json().error.details?.map((one) => one.field)).toEqual([field])
  })
})

describe('what does not exist', () => {
  it.each([
    api.cluster('other'),
    api.groups('other'),
    api.group(c, 'nobody'),
    api.groupHistory(c, 'nobody'),
    api.topic(c, 'nothing'),
    api.topicHistory(c, 'nothing'),
    api.broker(c, 99),
    api.brokerHistory(c, 99),
    api.events('other'),
  ])('%s is 404', async (path) => {
    const { status, json } = await call(path)
    expect([status, json().error.code]).toEqual([404, 'not_found'])
  })
})

describe('names', () => {
  it.each(ODD)('a group named %j is reached, and its history', async (id) => {
    const { status, json } = await call(api.group(c, id))
    expect(status).toBe(200)
    expect(json().data).toMatchObject({ id })
    expect((await call(api.groupHistory(c, id, { from: 'now-1h' }))).status).toBe(200)
  })
})

describe('lists as CSV', () => {
  it('answer every row that matches, with a file name', async () => {
    const { text, headers } = await call(api.groups(c, { format: 'csv', sort: 'id' }))
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toBe('attachment; filename="groups.csv"')
    const lines = text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(1 + record.snapshot.groups.length)
    expect(lines[0]).toMatch(/^id,type,state,status,.*,lagText,worst$/)
  })
})

describe('a refresh', () => {
  const path = api.refresh(c)
  it('is done for our own pages', async () => {
    const headers = { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }
    expect((await call(path, { method: 'POST', headers })).status).toBe(200)
  })

  it.each<Record<string, string>>([
    {},
    { origin: 'http://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
  ])('is refused with %j', async (headers) => {
    const { status, json } = await call(path, { method: 'POST', headers })
    expect([status, json().error.code]).toEqual([403, 'forbidden'])
  })
})

it('storage without a database is 503 and says so', async () => {
  const { status, json } = await call(api.storage())
  expect([status, json().error.code]).toEqual([503, 'database_unavailable'])
})
