import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalCluster, startCluster } from '../../tools/kafka/local-cluster.ts'
import { type ExampleClients, openExampleClients } from '../kafka/control-plane/example-clients.ts'
import { type Gateway, openGateway } from '../kafka/gateway.ts'
import { createMessageClient } from '../kafka/message-plane/client.ts'
import { until } from '../kafka/testing/eventually.ts'
import { exampleConfig } from '../kafka/testing/example-config.ts'
import { toldByConsumerGroups } from '../kafka/testing/kafka-truth.ts'
import type { ClusterSnapshot } from './schema.ts'
import { takeSnapshot } from './take.ts'

const DEADLINE = 2_000
let cluster: LocalCluster
let clients: ExampleClients
let gateway: Gateway
let last: ClusterSnapshot
let sequence = 0

/** The next poll of one poller, as the collector takes it. */
async function next(full = false): Promise<ClusterSnapshot> {
  const previous = sequence === 0 ? null : last
  const options = { config: gateway.config, previous, sequence: sequence++, tickMs: 15_000, full }
  const { snapshot } = await takeSnapshot(gateway, options)
  if (!snapshot) throw new Error('no broker answered')
  last = snapshot
  return snapshot
}

const pollUntil = (isTrue: (seen: ClusterSnapshot) => boolean, withinMs = 40_000) =>
  until(() => next(), isTrue, withinMs)

const broker = (s: ClusterSnapshot, id: number) => s.brokers.find((b) => b.id === id)
const topic = (s: ClusterSnapshot, name: string) => s.topics.find((t) => t.name === name)
const partition = (s: ClusterSnapshot, name: string, n: number) => topic(s, name)?.partitions[n]
const group = (s: ClusterSnapshot, id: string) => s.groups.find((g) => g.id === id)

const spread = (partitions: number) =>
  Array.from({ length: partitions }, (_, p) => [0, 1, 2].map((r) => ((p + r) % 3) + 1))

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'highwater-faults-'))
  cluster = await startCluster({ folder, heapMb: 256, jmx: false })
  clients = openExampleClients(cluster.bootstrap)
  await clients.createTopics([
    { name: 'whole', assignment: spread(6) },
    { name: 'single', assignment: [[1], [2], [3]] },
    { name: 'doomed', assignment: spread(3) },
  ])
  const producer = createMessageClient({
    bootstrap: cluster.bootstrap,
    clientId: 'example',
  }).producer({})
  await producer.connect()
  for (const name of ['whole', 'single', 'doomed']) {
    const partitions = name === 'whole' ? 6 : 3
    const messages = Array.from({ length: partitions * 5 }, (_, i) => ({
      partition: i % partitions,
      value: `${i}`,
    }))
    await producer.send({ topic: name, acks: -1, messages })
  }
  await producer.disconnect()
  // Enough groups that every broker coordinates some.
  for (let i = 0; i < 24; i++) await clients.commit(`group-${i}`, 'whole', { 0: 1n, 5: 2n })
  await clients.commit('on-single', 'single', { 0: 1n, 1: 1n, 2: 1n })
  await clients.commit('on-doomed', 'doomed', { 0: 1n })
  const config = exampleConfig(cluster.bootstrap)
  gateway = openGateway({
    ...config,
    poll: { ...config.poll, connectTimeoutMs: DEADLINE, requestTimeoutMs: DEADLINE },
  })
  await pollUntil((s) => s.groups.length === 26 && s.topics.length >= 4)
})

afterAll(async () => {
  await gateway?.close()
  await clients?.close()
  await cluster?.stop()
  if (cluster) rmSync(cluster.folder, { recursive: true })
})

describe('a frozen broker', () => {
  let frozen: ClusterSnapshot
  /** The broker that tells the metadata: the one every poll asks first. */
  let id: number

  test('costs the poll one deadline, and only its own partitions and groups are unknown', async () => {
    id = last.metadataVia ?? 1
    await cluster.freezeBroker(id)
    frozen = await next()
    // Metadata, groups, commits and offsets were due to it, one after the other: not a deadline each.
    expect(frozen.durationMs).toBeLessThan(2 * DEADLINE)
    expect(broker(frozen, id)).toMatchObject({ reachable: false })
    expect(broker(frozen, id)?.failure).toMatch(/did not answer in time/)
    for (const p of topic(frozen, 'single')?.partitions ?? []) {
      expect(p.endOffset).toBe(p.leader === id ? null : 5n)
    }
  })

  test('keeps its groups listed, with commits unknown and the reason', () => {
    const its = frozen.groups.filter((g) => g.coordinator === id)
    const others = frozen.groups.filter((g) => g.coordinator !== id)
    expect(frozen.groups).toHaveLength(26)
    expect(its.length).toBeGreaterThan(0)
    for (const g of its) expect(g).toMatchObject({ commits: null })
    for (const g of its) expect(g.commitsReason).toContain(`broker ${id}`)
    for (const g of others) expect(g.commits).not.toBeNull()
  })

  test('costs the next polls nothing: it is not asked, and the snapshot says so', async () => {
    const polls = [await next(), await next(), await next()]
    for (const poll of polls) expect(poll.requests['ListOffsets v9']).toBe(2)
    // When it was the controller, the others cannot reach one for a moment: noted, and waited for apart.
    const due = (s: ClusterSnapshot) => s.problems.filter((p) => p.node !== null)
    for (const poll of polls)
      expect(due(poll).map((p) => [p.node, p.code])).toEqual([[id, 'not_asked']])
    const problem = polls[0]?.problems.find((p) => p.node === id)
    expect(problem).toMatchObject({ code: 'not_asked' })
    const since = polls.map((p) => broker(p, id)?.failingSince)
    expect(new Set(since)).toEqual(new Set([broker(frozen, id)?.failingSince]))
  })

  test('is asked again by itself once it is thawed, and all is known again', async () => {
    await cluster.thawBroker(id)
    const healed = await pollUntil(
      (s) =>
        broker(s, id)?.reachable === true &&
        topic(s, 'single')?.partitions.every((p) => p.endOffset !== null) === true &&
        s.groups.every((g) => g.commits !== null) &&
        s.topics.every((t) => t.partitions.every((p) => p.isr.length === p.replicas.length)),
    )
    expect(broker(healed, id)).toMatchObject({ reachable: true, failingSince: null, failure: null })
    for (const p of topic(healed, 'single')?.partitions ?? []) {
      expect(p).toMatchObject({ startOffset: 0n, endOffset: 5n })
    }
    expect(healed.groups.filter((g) => g.commits === null)).toEqual([])
  })
})

describe('a stopped broker', () => {
  let down: ClusterSnapshot

  test('is shown as lost, its single replicas as leaderless, and everything else as it is', async () => {
    await cluster.stopBroker(3)
    down = await pollUntil(
      (s) =>
        broker(s, 3)?.registered === false &&
        partition(s, 'single', 2)?.leader === -1 &&
        s.groups.every((g) => g.commits !== null) &&
        // A new leader does not tell its end until its followers have caught up.
        topic(s, 'whole')?.partitions.every((p) => p.endOffset !== null) === true,
    )
    expect(broker(down, 3)).toMatchObject({ registered: false, reachable: false })
    expect(broker(down, 3)?.failure).toMatch(/not registered/)
    expect(partition(down, 'single', 2)).toMatchObject({
      leader: -1,
      startOffset: null,
      endOffset: null,
    })
    expect(partition(down, 'single', 0)?.endOffset).toBe(5n)
    expect(topic(down, 'whole')?.partitions.every((p) => p.endOffset === 5n)).toBe(true)
    expect(partition(down, 'whole', 0)?.isr).not.toContain(3)
  })

  test('has its groups under their new coordinators, with what Kafka’s tool says', async () => {
    const told = await toldByConsumerGroups(cluster)
    const seen = await next()
    expect(seen.groups).toHaveLength(26)
    for (let i = 0; i < 24; i++) {
      const commits = group(seen, `group-${i}`)?.commits?.[0]?.partitions ?? []
      for (const p of commits) {
        const expected = told.get(`group-${i} whole ${p.partition}`)
        expect(p.offset).toBe(expected?.committed)
        expect(partition(seen, 'whole', p.partition)?.endOffset).toBe(expected?.end)
      }
      expect(commits).toHaveLength(2)
    }
    expect(seen.groups.every((g) => g.coordinator === 1 || g.coordinator === 2)).toBe(true)
  })

  test('is no longer asked, is fenced, and the controller is known through the others', async () => {
    const poll = await pollUntil((s) => s.quorum.value?.activeControllers === 1)
    expect(poll.problems.filter((p) => p.node === 3)).toEqual([])
    expect(poll.quorum.value?.leaderId).not.toBe(3)
    const fenced = await pollUntil((s) => broker(s, 3)?.fenced === true)
    expect(broker(fenced, 3)?.fenced).toBe(true)
  })

  test('comes back by itself: reachable, partitions led again, log starts known again', async () => {
    await cluster.startBroker(3)
    const back = await pollUntil(
      (s) => broker(s, 3)?.reachable === true && partition(s, 'single', 2)?.startOffset != null,
    )
    expect(broker(back, 3)).toMatchObject({ registered: true, failingSince: null })
    expect(partition(back, 'single', 2)).toMatchObject({
      leader: 3,
      startOffset: 0n,
      endOffset: 5n,
    })
  })
})

describe('a topic deleted and made again', () => {
  test('is another series: a new id, with nothing carried over from the old one', async () => {
    const before = topic(last, 'doomed')
    await clients.deleteTopic('doomed')
    const gone = await pollUntil((s) => topic(s, 'doomed') === undefined)
    expect(gone.problems.filter((p) => p.topic === 'doomed')).toEqual([])
    await until(
      () =>
        clients.createTopics([{ name: 'doomed', assignment: spread(3) }]).then(
          () => true,
          () => false,
        ),
      (made) => made,
    )
    const again = await pollUntil((s) => partition(s, 'doomed', 2)?.endOffset === 0n)
    expect(topic(again, 'doomed')?.id).not.toBe(before?.id)
    expect(topic(again, 'doomed')?.partitions.map((p) => p.endOffset)).toEqual([0n, 0n, 0n])
  })
})

describe('a whole cluster away', () => {
  test('is unreachable, since the first poll that found nobody', async () => {
    await Promise.all([1, 2, 3].map((id) => cluster.killBroker(id)))
    const ask = () =>
      takeSnapshot(gateway, { config: gateway.config, previous: last, sequence, tickMs: 15_000 })
    const first = await ask()
    const second = await ask()
    expect(first.snapshot).toBeNull()
    expect(first.unreachable?.reason).toMatch(/no broker answers/)
    expect(second.unreachable?.since).toBe(first.unreachable?.since)
  })
})
