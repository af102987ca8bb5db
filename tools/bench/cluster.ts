import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type LocalCluster, startCluster } from '../kafka/local-cluster.ts'
import { fill } from './fill.ts'
import { type BenchShape, shapeText } from './shape.ts'

export type Say = (line: string) => void

export const benchHome = join(import.meta.dirname, '../../.highwater/bench')

/** Replication factor 1 and small index files: it is the number of partitions that is measured, not their bytes. */
const config = {
  'default.replication.factor': '1',
  'min.insync.replicas': '1',
  'offsets.topic.replication.factor': '1',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'log.index.size.max.bytes': '65536',
  'log.retention.ms': '-1',
  'offsets.retention.minutes': '525600',
}

/** Brokers are not in this terminal's process group: Ctrl-C does not reach them. */
const endOnSignal = (cluster: LocalCluster) => {
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => void cluster.stop().finally(() => process.exit(130)))
  }
}

/**
 * Three brokers with the shape's topics and groups, in a folder of their own. They are filled at the
 * first start; later starts find everything there. The exporter counts every API's requests.
 */
export const openBenchCluster = async (shape: BenchShape, say: Say): Promise<LocalCluster> => {
  const folder = join(benchHome, `kafka-${shapeText(shape)}`)
  mkdirSync(folder, { recursive: true })
  const began = performance.now()
  const perBroker = Math.ceil((shape.topics * shape.partitions) / 3)
  const heapMb = perBroker > 6000 ? 1024 : 512
  const cluster = await startCluster({ folder, jmx: 'requests', heapMb, config })
  endOnSignal(cluster)
  try {
    const filled = join(folder, 'filled')
    if (!existsSync(filled)) {
      say(`filling ${shapeText(shape)} (topics x partitions x groups), once …`)
      await fill(cluster.bootstrap, shape, say)
      writeFileSync(filled, new Date().toISOString())
    }
    say(`Kafka: three brokers up (${((performance.now() - began) / 1000).toFixed(0)} s)`)
    return cluster
  } catch (e) {
    await cluster.stop()
    throw e
  }
}
