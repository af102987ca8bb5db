import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { exampleConfig, exampleSettings, recordOf } from '@/lib/example-context'
import { openWeb, type Web } from '@/lib/http/context'
import { observeRequest } from '@/lib/http/observe'
import { GET } from './route'

const kept = globalThis as { highwaterWeb?: Web }
const before = kept.highwaterWeb
beforeAll(() => {
  const settings = exampleSettings([exampleConfig(), exampleConfig({ id: 'never' })])
  const opened = openWeb(settings, () => {
    throw new AppError('database_unavailable', 'No database is configured')
  })
  const record = recordOf({ observedAt: Date.now() - 12_000 })
  const view = { via: 'collector', databaseAway: false } as const
  const get = async (id: string) => ({ ...view, record: id === 'demo' ? record : null })
  kept.highwaterWeb = { ...opened, cache: { get, refresh: get } }
})
afterAll(() => {
  kept.highwaterWeb = before
})

const scrape = (host: string) => GET(new Request('http://x/metrics', { headers: { host } }))

describe('/metrics', () => {
  it('tells the age of each cluster that was seen, and nothing of one that was not', async () => {
    const text = await (await scrape('127.0.0.1:3000')).text()
    const age = /^highwater_snapshot_age_seconds\{cluster="demo"\} ([\d.]+)$/m.exec(text)?.[1]
    expect(Number(age)).toBeGreaterThanOrEqual(12)
    expect(text).not.toContain('highwater_snapshot_age_seconds{cluster="never"}')
    expect(text).toContain('highwater_live_reads_total{cluster="demo",via="collector"}')
  })

  it('counts requests by template, so that no name of a topic or group becomes a label', async () => {
    observeRequest('/api/clusters/[clusterId]/groups/[groupId]', 200, 12)
    const text = await (await scrape('localhost')).text()
    expect(text).toMatch(
      /highwater_http_request_seconds_count\{route="[^"]*\[groupId\]",status="200"\} 1/,
    )
  })

  it('is refused to a page of another name that resolves here', async () => {
    expect((await scrape('evil.example')).status).toBe(403)
  })
})
