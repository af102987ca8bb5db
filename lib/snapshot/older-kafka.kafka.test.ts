import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalCluster, startCluster } from '../../tools/kafka/local-cluster.ts'
import { type Gateway, openGateway } from '../kafka/gateway.ts'
import { until } from '../kafka/testing/eventually.ts'
import { exampleConfig } from '../kafka/testing/example-config.ts'
import { makeExampleGroups } from '../kafka/testing/example-groups.ts'
import { type toldByConsumerGroups, toldByGetOffsets } from '../kafka/testing/kafka-truth.ts'
import type { ClusterSnapshot } from './schema.ts'
import { takeSnapshot } from './take.ts'

let cluster: LocalCluster
let example: Awaited<ReturnType<typeof makeExampleGroups>>
let gateway: Gateway
let told: Awaited<ReturnType<typeof toldByConsumerGroups>>

const take = async (previous: ClusterSnapshot | null, sequence: number) => {
  const options = { config: gateway.config, previous, sequence, tickMs: 15_000 }
  const { snapshot } = await takeSnapshot(gateway, options)
  if (!snapshot) throw new Error('no broker answered')
  return snapshot
}

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'highwater-older-'))
  cluster = await startCluster({ folder, version: '3.9.2', heapMb: 256, jmx: false })
  example = await makeExampleGroups(cluster, { newer: false })
  gateway = openGateway(exampleConfig(cluster.bootstrap))
  told = await example.settled()
})

afterAll(async () => {
  await gateway?.close()
  await example?.end()
  await cluster?.stop()
  if (cluster) rmSync(cluster.folder, { recursive: true })
})

describe('a snapshot of Kafka 3.9.2', () => {
  let seen: ClusterSnapshot

  test('has every committed, end and start offset that Kafka’s own tools print', async () => {
    seen = await take(null, 0)
    const topics = new Map(seen.topics.map((t) => [t.name, t]))
    const rows = seen.groups.flatMap((g) =>
      (g.commits ?? []).flatMap(({ topic, partitions }) =>
        partitions.map((p): [string, unknown] => [
          `${g.id} ${topic} ${p.partition}`,
          {
            committed: p.offset,
            end: topics.get(topic)?.partitions[p.partition]?.endOffset ?? null,
          },
        ]),
      ),
    )
    expect(told.size).toBeGreaterThan(15)
    expect(Object.fromEntries(rows.sort())).toEqual(Object.fromEntries([...told].sort()))
    for (const [key, start] of await toldByGetOffsets(cluster, '-2')) {
      const [name = '', partition = ''] = key.split(' ')
      if (name.startsWith('__')) continue
      expect(topics.get(name)?.partitions[Number(partition)]?.startOffset, key).toBe(start)
    }
  })

  test('says what it is, and what this version cannot tell is unknown, not false', () => {
    expect(seen).toMatchObject({ kafkaVersion: '3.9', mode: 'kraft', visibility: 'full' })
    expect(seen.brokers.map((b) => b.fenced)).toEqual([null, null, null])
    expect(seen.quorum.value?.activeControllers).toBe(1)
    expect(seen.problems).toEqual([])
    const types = new Map(seen.groups.map((g) => [g.id, g.type]))
    expect(types.get('classic')).toBe('classic')
    expect(types.get('connect-worker')).toBe('connect')
  })

  test('a lost broker stays in sight though this version does not list it any more', async () => {
    await cluster.stopBroker(1)
    let previous = seen
    let sequence = 1
    const lost = await until(
      async () => {
        previous = await take(previous, sequence++)
        return previous
      },
      (s) => s.topics.find((t) => t.name === 'old-records')?.partitions[0]?.leader === -1,
    )
    expect(lost.brokers.map((b) => [b.id, b.registered, b.reachable])).toEqual([
      [1, false, false],
      [2, true, true],
      [3, true, true],
    ])
    const partition = lost.topics.find((t) => t.name === 'old-records')?.partitions[0]
    expect(partition).toMatchObject({ leader: -1, endOffset: null, startOffset: null })
  })
})
