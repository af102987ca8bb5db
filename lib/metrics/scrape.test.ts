import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { MetricsConfig } from '../config/schema.ts'
import { brokerOf } from './prometheus.ts'
import { createScraper } from './scrape.ts'

const open: { close(): void }[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  open.push({ close: () => server.close().closeAllConnections() })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')

const scraperOf = (metrics: MetricsConfig) => {
  const scraper = createScraper({ metrics })
  if (!scraper) throw new Error('no scraper')
  return scraper
}

const prometheus = (url: string, more: object = {}): MetricsConfig => ({
  ...{ kind: 'prometheus', url, selector: 'job="kafka"', brokerLabel: 'instance' },
  ...{ brokers: { '127.0.0.1:39606': 1, '127.0.0.1:39607': 2, '127.0.0.1:39608': 3 }, ...more },
})

test('without metrics there is no scraper', () => {
  expect(createScraper({ metrics: null })).toBeNull()
})

test('one endpoint that fails costs its own broker only, and the last value is kept with its age', async () => {
  let moment = 'first'
  const good = await serve((_, response) => response.end(fixture(`demo.${moment}.txt`)))
  const bad = await serve((_, response) =>
    moment === 'first' ? response.end(fixture('msk.first.txt')) : response.writeHead(500).end(),
  )
  const scraper = scraperOf({ kind: 'endpoints', byBroker: { 1: good, 2: bad } })
  const before = await scraper.scrape([1, 2, 3], 2_000, 1_000_000)
  expect(before.get(1)?.value?.produceP99Reason).toBe('known from the second scrape on')
  moment = 'flowing'
  const after = await scraper.scrape([1, 2, 3], 2_000, 1_015_000)
  expect(after.get(1)).toMatchObject({
    value: { produceP99Ms: 86.9999999999996, source: 'jmx' },
    reason: null,
  })
  expect(after.get(1)?.observedAt).toBeGreaterThanOrEqual(1_015_000)
  expect(after.get(2)).toMatchObject({
    value: null,
    observedAt: null,
    reason: 'the metrics endpoint failed: it answers with status 500',
    last: { value: { produceRequests: 27 } },
  })
  expect(after.get(2)?.last?.observedAt).toBeLessThan(1_015_000)
  expect(after.get(3)).toMatchObject({
    value: null,
    reason: expect.stringContaining('not measured'),
  })
})

test.each<[string, RequestListener, RegExp]>([
  ['silent', () => {}, /did not answer in time/],
  ['a page', (_, response) => response.end('<html>'), /line 1/],
  ['another program', (_, response) => response.end('go_threads 1\n'), /none of the Kafka metrics/],
  ['a redirect', (_, response) => response.writeHead(302, { location: '/' }).end(), /redirect/],
])('an endpoint that is %s is unknown with a reason', async (_, listener, reason) => {
  const address = await serve(listener)
  const scraper = scraperOf({ kind: 'endpoints', byBroker: { 1: address } })
  const answer = await scraper.scrape([1], 200, 0)
  expect(answer.get(1)?.value).toBeNull()
  expect(answer.get(1)?.reason).toMatch(reason)
})

test('a Prometheus server is asked once for all brokers, and its own scrape times count', async () => {
  const asked: string[] = []
  const url = await serve((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://x').searchParams.get('query') ?? '')
    response.end(fixture('prometheus.json'))
  })
  const answer = await scraperOf(prometheus(`${url}/`)).scrape([1, 2, 3, 4], 2_000, 0)
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatch(
    /^\{__name__=~".*",topic="",request=~"Produce\|",.*,job="kafka"\}\[3m\]$/,
  )
  expect(answer.get(1)?.value).toMatchObject({ source: 'prometheus', produceRequests: 252 })
  expect(answer.get(1)?.value?.produceP99Ms).toBeGreaterThan(0)
  expect(answer.get(1)?.value?.bytesInPerSecond).toBeGreaterThan(0)
  expect(answer.get(1)?.observedAt).toBe(1_795_512_049_808)
  // The broker that leads no partition of the topic receives no produce requests.
  expect(answer.get(3)?.value?.produceP99Ms).toBeNull()
  expect(answer.get(3)?.value?.produceP99Reason).toBe('no produce requests flow')
  expect(answer.get(3)?.value?.underReplicatedPartitions).toBe(0)
  expect(answer.get(4)).toMatchObject({ value: null, reason: expect.stringContaining('no recent') })
})

test('label values that name no broker are said', async () => {
  const url = await serve((_, response) => response.end(fixture('prometheus.json')))
  const answer = await scraperOf(prometheus(url, { brokers: {} })).scrape([1], 2_000, 0)
  expect(answer.get(1)?.reason).toContain('instance 127.0.0.1:39606')
})

test.each([
  ['{"status":"error","error":"bad"}', /does not answer as a Prometheus server/],
  ['<html>', /does not answer as a Prometheus server/],
  ['{"status":"success","data":{"resultType":"matrix","result":[]}}', /no recent series/],
])('a Prometheus server that answers %s leaves everything unknown', async (body, reason) => {
  const url = await serve((_, response) => response.end(body))
  const answer = await scraperOf(prometheus(url)).scrape([1], 2_000, 0)
  expect(answer.get(1)?.value).toBeNull()
  expect(answer.get(1)?.reason).toMatch(reason)
})

test.each<[string, number | null]>([
  ['2', 2],
  ['my-cluster-kafka-0', 0],
  ['kafka-1.internal:9404', null],
  ['10.0.0.1:9404', null],
  ['', null],
  ['told', 7],
])('the label value %j means broker %s', (value, id) => {
  const config = { url: '', selector: '', brokerLabel: 'instance', brokers: { told: 7 } }
  expect(brokerOf(value, { kind: 'prometheus', ...config })).toBe(id)
})
