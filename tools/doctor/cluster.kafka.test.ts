import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSettings } from '../../lib/config/settings.ts'
import { type LocalCluster, startCluster } from '../kafka/local-cluster.ts'
import { configText } from '../stack/config-file.ts'
import { examineCluster } from './cluster.ts'
import { lineOf } from './finding.ts'

const folder = mkdtempSync(join(tmpdir(), 'highwater-doctor-'))
let cluster: LocalCluster

beforeAll(async () => {
  cluster = await startCluster({ folder, brokers: 2, heapMb: 256 })
})

afterAll(async () => {
  await cluster?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const lines = async (timeoutMs: number): Promise<string[]> => {
  const metricsPorts = Object.fromEntries(cluster.brokers.map((b) => [b.id, b.metricsPort ?? 0]))
  const watched = {
    id: 'lab',
    name: 'Lab',
    bootstrap: cluster.bootstrap,
    metricsPorts,
    tickMs: null,
  }
  const { clusters } = readSettings(configText(watched), 'highwater.config.yaml', {})
  const config = clusters[0]
  if (!config) throw new Error('no cluster')
  const poll = { ...config.poll, connectTimeoutMs: timeoutMs, requestTimeoutMs: timeoutMs }
  return (await examineCluster({ ...config, poll })).map(lineOf)
}

test('a healthy cluster is found so all the way, by both libraries, and its metrics too', async () => {
  const found = await lines(20_000)
  const [one, two] = cluster.brokers.map(({ port }) => `127.0.0.1:${port}`)
  expect(found.filter((line) => !line.startsWith('ok'))).toEqual([])
  expect(found.join('\n')).toContain(`lab ${one} kafkajs: ApiVersions in`)
  expect(found.join('\n')).toContain(`lab ${two} metadata: Metadata lists 2 brokers`)
  expect(found).toContain(`ok      lab broker 2 at ${two}: answers (Kafka 4.3)`)
  expect(found).toContain('ok      lab broker 1 metrics: answers (jmx)')
})

test('a frozen broker is named with what to do, and the other is still examined', async () => {
  await cluster.freezeBroker(2)
  try {
    const found = await lines(1_500)
    const port = cluster.brokers.find(({ id }) => id === 2)?.port
    const failed = found.filter((line) => line.startsWith('failed')).join('\n')
    expect(failed).toContain(`lab 127.0.0.1:${port} kafkajs: it did not answer in time → `)
    expect(failed).toContain('lab broker 2 metrics: the metrics endpoint failed')
    expect(found.join('\n')).toMatch(/ok {6}lab broker 1 at .* answers/)
  } finally {
    await cluster.thawBroker(2)
  }
})
