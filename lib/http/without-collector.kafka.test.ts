import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalCluster, startCluster } from '../../tools/kafka/local-cluster.ts'
import { getBroker } from '../brokers/service.ts'
import { getCluster, listClusters, refreshCluster } from '../clusters/service.ts'
import { exampleSettings } from '../example-context.ts'
import { getGroup, listGroups } from '../groups/service.ts'
import { getGroupHistory } from '../history/service.ts'
import { type ExampleClients, openExampleClients } from '../kafka/control-plane/example-clients.ts'
import { createMessageClient } from '../kafka/message-plane/client.ts'
import { until } from '../kafka/testing/eventually.ts'
import { exampleConfig } from '../kafka/testing/example-config.ts'
import { getTopic, listTopics } from '../topics/service.ts'
import { createContext, openWeb, type Web } from './context.ts'

/** The web process alone: no collector, no Postgres, real brokers. */

const TICK = 1_000
const test_ = { clusterId: 'test' }
const kept = globalThis as { highwaterWeb?: Web }
let cluster: LocalCluster
let clients: ExampleClients

const ctx = () => createContext('kafka-test')
const json = { format: 'json' } as const

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'highwater-web-'))
  cluster = await startCluster({ folder, heapMb: 256, jmx: false })
  clients = openExampleClients(cluster.bootstrap)
  await clients.createTopics([{ name: 'orders', assignment: [[1], [2], [3]] }])
  const client = createMessageClient({ bootstrap: cluster.bootstrap, clientId: 'example' })
  const producer = client.producer({})
  await producer.connect()
  const messages = Array.from({ length: 15 }, (_, i) => ({ partition: i % 3, value: `${i}` }))
  await producer.send({ topic: 'orders', acks: -1, messages })
  await producer.disconnect()
  await clients.commit('billing', 'orders', { 0: 1n, 1: 2n, 2: 3n })
  const poll = { tickMs: TICK, connectTimeoutMs: 5_000, requestTimeoutMs: 5_000 }
  const noDatabase = () => {
    throw new Error('ECONNREFUSED')
  }
  kept.highwaterWeb = openWeb(
    exampleSettings([exampleConfig(cluster.bootstrap, { poll })]),
    noDatabase,
  )
  await until(
    () => listGroups(ctx(), { ...test_, ...json }).catch(() => null),
    (answer) => answer !== null && answer.data.items.length > 0,
  )
})

afterAll(async () => {
  delete kept.highwaterWeb
  await clients?.close()
  await cluster?.stop()
  if (cluster) rmSync(cluster.folder, { recursive: true })
})

describe('without collector and Postgres', () => {
  test('values are live, and the answer says that there is no history', async () => {
    const { data, warnings } = await getGroup(ctx(), { ...test_, groupId: 'billing' })
    expect(data.partitions.map((p) => [p.committedOffset, p.logEndOffset, p.lagMessages])).toEqual([
      ['1', '5', 4],
      ['2', '5', 3],
      ['3', '5', 2],
    ])
    expect(data).toMatchObject({ lagMessages: 9, lagComplete: true, state: 'Empty' })
    expect(data.membersReason).toBeNull()
    expect(warnings.map(({ code }) => code)).toEqual(['history_unavailable'])
    const past = await getGroupHistory(ctx(), {
      ...test_,
      groupId: 'billing',
      from: 'now-1h',
      to: 'now',
      points: 60,
    })
    expect(past.data).toMatchObject({ series: [], gaps: [{ reason: expect.any(String) }] })
  })

  test("a topic's configuration is the broker's own, in plain text", async () => {
    const { data } = await getTopic(ctx(), { ...test_, topicName: 'orders' })
    const retention = data.configs?.find(({ name }) => name === 'retention.ms')
    expect(retention).toMatchObject({ value: '604800000', isDefault: true, type: 'long' })
    expect(retention?.documentation).not.toMatch(/<[a-z]+>/)
  })

  test('a refresh is a new observation', async () => {
    const before = await getCluster(ctx(), test_)
    const after = await refreshCluster(ctx(), test_)
    expect(Date.parse(after.observedAt ?? '')).toBeGreaterThan(Date.parse(before.observedAt ?? ''))
  })
})

describe('with a frozen broker', () => {
  test('only its own partitions are unknown, and one line says why', async () => {
    await cluster.freezeBroker(2)
    const seen = await until(
      () => listTopics(ctx(), { ...test_, ...json }),
      ({ warnings }) => warnings.some(({ code }) => code === 'broker_unreachable'),
    )
    const lines = seen.warnings.filter(({ code }) => code === 'broker_unreachable')
    expect(lines.map(({ scope }) => scope)).toEqual([{ broker: 2 }])
    const { data } = await getTopic(ctx(), { ...test_, topicName: 'orders' })
    expect(data.partitionList.map((p) => p.logEndOffset)).toEqual(['5', null, '5'])
    const group = await getGroup(ctx(), { ...test_, groupId: 'billing' })
    expect(group.data.lagComplete).toBe(false)
    const broker = await getBroker(ctx(), { ...test_, brokerId: 2 })
    expect(broker.data).toMatchObject({ reachable: false, diskUsedPercent: null })
  })

  test('everything heals by itself when it wakes', async () => {
    await cluster.thawBroker(2)
    const healed = await until(
      () => getGroup(ctx(), { ...test_, groupId: 'billing' }),
      ({ data }) => data.lagComplete && data.lagMessages === 9,
    )
    expect(healed.data).toMatchObject({ lagMessages: 9, lagComplete: true })
    const clear = await until(
      () => listClusters(ctx(), json),
      ({ warnings }) => warnings.every(({ code }) => code === 'history_unavailable'),
    )
    expect(clear.data.items[0]).toMatchObject({ brokersUp: 3, brokersTotal: 3 })
  })
})
