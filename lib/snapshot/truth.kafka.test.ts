import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalCluster, startCluster } from '../../tools/kafka/local-cluster.ts'
import { type Gateway, openGateway } from '../kafka/gateway.ts'
import { until } from '../kafka/testing/eventually.ts'
import { exampleConfig } from '../kafka/testing/example-config.ts'
import { makeExampleGroups } from '../kafka/testing/example-groups.ts'
import {
  type toldByConsumerGroups,
  toldByGetOffsets,
  toldByGroups,
  toldByShareGroups,
  toldMembers,
} from '../kafka/testing/kafka-truth.ts'
import type { ClusterSnapshot } from './schema.ts'
import { takeSnapshot } from './take.ts'

let cluster: LocalCluster
let example: Awaited<ReturnType<typeof makeExampleGroups>>
let gateway: Gateway
let told: Awaited<ReturnType<typeof toldByConsumerGroups>>
let first: ClusterSnapshot

const take = async (previous: ClusterSnapshot | null, sequence: number, full = false) => {
  const options = { config: gateway.config, previous, sequence, tickMs: 15_000, full }
  const { snapshot } = await takeSnapshot(gateway, options)
  if (!snapshot) throw new Error('no broker answered')
  return snapshot
}

const group = (snapshot: ClusterSnapshot, id: string) => {
  const found = snapshot.groups.find((g) => g.id === id)
  if (!found) throw new Error(`group ${id} is not in the snapshot`)
  return found
}

/** By `group topic partition`, as Kafka's tool prints: what the snapshot says. */
function commitsIn(snapshot: ClusterSnapshot, types: string[]) {
  const topics = new Map(snapshot.topics.map((t) => [t.name, t]))
  const rows = new Map<string, { committed: bigint | null; end: bigint | null }>()
  for (const g of snapshot.groups) {
    if (!types.includes(g.type)) continue
    for (const { topic, partitions } of g.commits ?? []) {
      for (const p of partitions) {
        const end = topics.get(topic)?.partitions[p.partition]?.endOffset ?? null
        rows.set(`${g.id} ${topic} ${p.partition}`, { committed: p.offset, end })
      }
    }
  }
  return rows
}

const offsetsIn = (snapshot: ClusterSnapshot, which: 'startOffset' | 'endOffset') =>
  new Map(
    snapshot.topics.flatMap((t) =>
      t.partitions.map((p): [string, bigint | null] => [`${t.name} ${p.partition}`, p[which]]),
    ),
  )

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'highwater-truth-'))
  cluster = await startCluster({ folder, heapMb: 256, jmx: 'requests' })
  example = await makeExampleGroups(cluster, { newer: true })
  gateway = openGateway(exampleConfig(cluster.bootstrap))
  // The share group reads from where it joined: records must come after.
  const joined = async () => group(await take(null, 0), 'sharing').description.value?.members.length
  await until(
    () => joined().catch(() => 0),
    (members) => members === 1,
  )
  await example.produce('shared', 2)
  told = await example.settled()
  first = await take(null, 0)
})

afterAll(async () => {
  await gateway?.close()
  await example?.end()
  await cluster?.stop()
  if (cluster) rmSync(cluster.folder, { recursive: true })
})

describe('a snapshot of Kafka 4.3.1', () => {
  test('has every committed and end offset that kafka-consumer-groups prints, and no other', () => {
    const seen = commitsIn(first, ['classic', 'consumer', 'connect'])
    expect(told.size).toBeGreaterThan(15)
    expect(Object.fromEntries([...seen].sort())).toEqual(Object.fromEntries([...told].sort()))
  })

  test('has every log end and start that kafka-get-offsets prints, internal topics included', async () => {
    const ends = await toldByGetOffsets(cluster, '-1')
    const starts = await toldByGetOffsets(cluster, '-2')
    const now = await take(first, 20)
    const quiet = [...ends].filter(([key]) => !key.startsWith('__'))
    expect(quiet.length).toBeGreaterThan(10)
    for (const [key, end] of quiet) expect(offsetsIn(now, 'endOffset').get(key), key).toBe(end)
    for (const [key, start] of starts) {
      if (!key.startsWith('__')) expect(offsetsIn(now, 'startOffset').get(key), key).toBe(start)
    }
    const internal = [...ends.keys()].filter((key) => key.startsWith('__consumer_offsets'))
    expect(internal.length).toBe(12)
    for (const key of internal) expect(offsetsIn(now, 'endOffset').get(key)).not.toBeNull()
  })

  test('has the start offsets and lag of share groups that kafka-share-groups prints', async () => {
    const expected = await until(
      () => toldByShareGroups(cluster),
      (rows) => rows.size === 2,
    )
    const sharing = group(await take(first, 2), 'sharing')
    const seen = new Map(
      (sharing.commits ?? []).flatMap(({ topic, partitions }) =>
        partitions.map((p): [string, { start: bigint | null; lag: bigint | null }] => [
          `sharing ${topic} ${p.partition}`,
          { start: p.offset, lag: p.shareLag },
        ]),
      ),
    )
    expect(expected.size).toBe(2)
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(expected))
  })

  test('tells the group types apart as kafka-groups does, and Connect by its protocol', async () => {
    const expected = await toldByGroups(cluster)
    for (const g of first.groups) {
      const kafka = expected.get(g.id)
      expect(g.type, g.id).toBe(kafka?.protocol === 'connect' ? 'connect' : kafka?.type)
    }
    expect(first.groups.map((g) => g.id).sort()).toEqual([...expected.keys()].sort())
    expect(group(first, 'connect-worker').type).toBe('connect')
    expect(group(first, 'kip-848').type).toBe('consumer')
  })

  test.each(['classic', 'kip-848'])('describes the members of %s as the tool does', async (id) => {
    const look = async () => {
      const members = group(await take(first, 4), id).description.value?.members ?? []
      const seen = members.map((m): [string, number] => [
        m.clientId,
        (m.assignment ?? []).reduce((sum, a) => sum + a.partitions.length, 0),
      ])
      return { seen: Object.fromEntries(seen), told: await toldMembers(cluster, id) }
    }
    // Partitions move between members for a moment after they joined.
    const { seen, told: expected } = await until(look, (both) => {
      const counts = [...both.told]
      const agree = counts.every(([client, count]) => count > 0 && count === both.seen[client])
      return counts.length === 2 && agree
    })
    expect([...expected.values()].every((count) => count > 0)).toBe(true)
    expect(seen).toEqual(Object.fromEntries(expected))
  })

  test('does not decode the bytes of a Connect worker', () => {
    const worker = group(first, 'connect-worker')
    expect(worker.state).toBe('Stable')
    expect(worker.description.value?.members).toMatchObject([{ assignment: null }])
  })

  test('keeps commits below the log start and above the end as Kafka has them', () => {
    const old = first.topics.find((t) => t.name === 'old-records')?.partitions[0]
    expect(old).toMatchObject({ startOffset: 12n, endOffset: 20n })
    const partition = (id: string) => group(first, id).commits?.[0]?.partitions[0]
    expect(partition('purged')?.offset).toBe(2n)
    expect(partition('ahead')?.offset).toBe(1_000n)
  })

  test('knows the brokers, their disks, the controller, configs and sizes at the first poll', () => {
    expect(first.brokers.map((b) => b.reachable)).toEqual([true, true, true])
    expect(first.brokers.map((b) => b.rack)).toEqual(['az1', 'az2', 'az3'])
    for (const b of first.brokers) expect(b.logDirs.value?.[0]?.totalBytes).toBeGreaterThan(0)
    expect(first.quorum.value?.activeControllers).toBe(1)
    expect(first.quorum.value?.answers).toHaveLength(2)
    const payments = first.topics.find((t) => t.name === 'payments')
    expect(payments?.configs.value).toMatchObject({
      retentionMs: 7_200_000,
      minInsyncReplicas: 2,
      overridden: ['retention.ms'],
    })
    expect(payments?.partitions.every((p) => (p.sizeBytes ?? 0) > 0)).toBe(true)
    expect(first).toMatchObject({ kafkaVersion: '4.3', mode: 'kraft', visibility: 'full' })
    expect(first.problems).toEqual([])
  })
})

describe('the cost of a poll, by the brokers’ own counters', () => {
  const counted = ['ListGroups', 'OffsetFetch', 'ListOffsets', 'DescribeQuorum', 'DescribeLogDirs']

  const served = async (): Promise<Record<string, number>> => {
    const sums: Record<string, number> = Object.fromEntries(counted.map((api) => [api, 0]))
    for (const { metricsPort } of cluster.brokers) {
      const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
      const line =
        /^kafka_network_requestmetrics_requests_total\{request="(\w+)",version="\d+".*\} (\S+)$/gm
      for (const [, api = '', count] of text.matchAll(line)) {
        if (api in sums) sums[api] = (sums[api] ?? 0) + Number(count)
      }
    }
    return sums
  }

  const sent = (snapshot: ClusterSnapshot): Record<string, number> => {
    const sums: Record<string, number> = {}
    for (const [key, count] of Object.entries(snapshot.requests)) {
      const api = key.split(' ')[0] ?? key
      if (api !== 'ApiVersions') sums[api] = (sums[api] ?? 0) + count
    }
    return sums
  }

  const coordinators = (snapshot: ClusterSnapshot, isShare: boolean) =>
    new Set(
      snapshot.groups.filter((g) => (g.type === 'share') === isShare).map((g) => g.coordinator),
    ).size

  test('a warm poll is B + C + 1, two for the quorum and one per share coordinator', async () => {
    const warm = await take(first, 1)
    expect(sent(warm)).toEqual({
      Metadata: 1,
      OffsetFetch: coordinators(first, false),
      ListOffsets: 3,
      DescribeQuorum: 2,
      DescribeShareGroupOffsets: coordinators(first, true),
    })
  })

  test('the brokers count exactly the requests that the snapshot says it took', async () => {
    const before = await served()
    const polls: ClusterSnapshot[] = [first]
    for (let sequence = 1; sequence <= 4; sequence++) {
      polls.push(await take(polls.at(-1) ?? null, sequence))
    }
    // A broker passes DescribeQuorum on to the controller, here another broker, which counts it again.
    const timesCounted = (api: string) => (api === 'DescribeQuorum' ? 2 : 1)
    const expected = Object.fromEntries(
      counted.map((api) => {
        const requests = polls.slice(1).map((snapshot) => sent(snapshot)[api] ?? 0)
        return [api, timesCounted(api) * requests.reduce((sum, n) => sum + n, 0)]
      }),
    )
    const difference = async () => {
      const after = await served()
      return Object.fromEntries(counted.map((api) => [api, (after[api] ?? 0) - (before[api] ?? 0)]))
    }
    const counters = await until(
      difference,
      (seen) => JSON.stringify(seen) === JSON.stringify(expected),
      5_000,
    )
    expect(counters).toEqual(expected)
  })

  test('forty more topics and thirty more groups do not add a request', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `more-${i}`)
    await example.clients.createTopics(
      names.map((name, i) => ({ name, assignment: [[(i % 3) + 1], [((i + 1) % 3) + 1]] })),
    )
    for (let i = 0; i < 30; i++) {
      await example.clients.commit(`more-${i}`, `more-${i}`, { 0: 0n, 1: 0n })
    }
    const all = await until(
      () => take(first, 20),
      (s) =>
        s.topics.filter((t) => t.partitions[1]?.startOffset != null && /^more-/.test(t.name))
          .length === 40,
    )
    const warm = await take(all, 1)
    expect(warm.groups.filter((g) => g.id.startsWith('more-') && g.commits?.length)).toHaveLength(
      30,
    )
    expect(sent(warm)).toMatchObject({ Metadata: 1, ListOffsets: 3, DescribeQuorum: 2 })
    expect(sent(warm).OffsetFetch).toBeLessThanOrEqual(3)
    expect(Object.keys(sent(warm)).sort()).toEqual(
      [
        'DescribeQuorum',
        'DescribeShareGroupOffsets',
        'ListOffsets',
        'Metadata',
        'OffsetFetch',
      ].sort(),
    )
  })
})
