import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../process/ending.ts'
import { identify } from '../process/identity.ts'
import { endCluster, type LocalCluster, openCluster, startCluster } from './local-cluster.ts'
import { liveBrokers } from './metadata.ts'
import { runKafkaTool } from './tool.ts'

const topics = 'org.apache.kafka.tools.TopicCommand'
let cluster: LocalCluster
const portOf = (id: number) => cluster.brokers.find((each) => each.id === id)?.port ?? 0

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'highwater-cluster-'))
  cluster = await startCluster({ folder, heapMb: 256, logDirsPerBroker: 2 })
})
afterAll(async () => {
  await cluster.stop()
  rmSync(cluster.folder, { recursive: true })
})

describe('the local cluster', () => {
  it('is whole when it says so: a topic with three copies can be made at once', async () => {
    const args = ['--create', '--topic', 'whole', '--partitions', '3', '--replication-factor', '3']
    await runKafkaTool(cluster, topics, args)
    const text = await runKafkaTool(cluster, topics, ['--describe', '--topic', 'whole'])
    expect(text).toContain('ReplicationFactor: 3')
  })
  it('tells its exporter on 127.0.0.1, without a line for each topic', async () => {
    const response = await fetch(`http://127.0.0.1:${cluster.brokers[0]?.metricsPort}/metrics`)
    const text = await response.text()
    expect(text).toContain('kafka_server_replicamanager_isrshrinks_total')
    expect(text).toContain('kafka_controller_kafkacontroller_activecontrollercount')
    expect(text).not.toContain('topic=')
  })
  it('a stopped broker is gone for the others, and back when it is started', async () => {
    await cluster.stopBroker(3)
    expect(cluster.brokers.find(({ id }) => id === 3)?.pid).toBeNull()
    expect(await eventually(async () => !(await liveBrokers(portOf(1))).includes(3), 20_000)).toBe(
      true,
    )
    await cluster.startBroker(3)
    expect(await liveBrokers(portOf(1))).toEqual([1, 2, 3])
  })
  it('a frozen broker answers nothing until it is thawed, from another handle too', async () => {
    const other = openCluster(cluster.folder)
    await cluster.freezeBroker(2)
    expect(await liveBrokers(portOf(2), 500)).toEqual([])
    await other.thawBroker(2)
    expect(await eventually(async () => (await liveBrokers(portOf(2))).length > 0, 20_000)).toBe(
      true,
    )
  })
  it('leaves no process, also when one is frozen and whoever started it is gone', async () => {
    const pids = cluster.brokers.flatMap(({ pid }) => (pid === null ? [] : [pid]))
    expect(pids).toHaveLength(3)
    await cluster.freezeBroker(1)
    expect(await endCluster(cluster.folder)).toBe(3)
    expect(pids.map(identify)).toEqual([null, null, null])
  })
})
