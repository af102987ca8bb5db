import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type LocalCluster, openCluster, startCluster } from '../kafka/local-cluster.ts'
import { fill } from './fill.ts'
import { endWhenInterrupted } from './interrupted.ts'
import { type BenchShape, shapeFlags, shapeOf, shapeText } from './shape.ts'

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

/** The cluster of a folder when all its brokers run: somebody keeps it up for several measurements. */
const running = (folder: string): LocalCluster | null => {
  try {
    const cluster = openCluster(folder)
    return cluster.brokers.every(({ pid }) => pid !== null) ? cluster : null
  } catch {
    return null
  }
}

const filledOnce = async (cluster: LocalCluster, shape: BenchShape, say: Say): Promise<void> => {
  const filled = join(cluster.folder, 'filled')
  if (existsSync(filled)) return
  say(`filling ${shapeText(shape)} (topics x partitions x groups), once …`)
  await fill(cluster.bootstrap, shape, say)
  writeFileSync(filled, new Date().toISOString())
}

/**
 * Three brokers with the shape's topics and groups, in a folder of their own. They are filled at the
 * first start; later starts find everything there. One that runs already (`npm run bench cluster`) is
 * used, and left running by `stop`. The exporter counts every API's requests.
 */
export const openBenchCluster = async (shape: BenchShape, say: Say): Promise<LocalCluster> => {
  const folder = join(benchHome, `kafka-${shapeText(shape)}`)
  mkdirSync(folder, { recursive: true })
  const there = running(folder)
  if (there) {
    await filledOnce(there, shape, say)
    return { ...there, brokers: there.brokers, stop: async () => {} }
  }
  const began = performance.now()
  const perBroker = Math.ceil((shape.topics * shape.partitions) / 3)
  const heapMb = perBroker > 6000 ? 1024 : 512
  const cluster = await startCluster({ folder, jmx: 'requests', heapMb, config })
  endWhenInterrupted(() => cluster.stop())
  try {
    await filledOnce(cluster, shape, say)
    say(`Kafka: three brokers up (${((performance.now() - began) / 1000).toFixed(0)} s)`)
    return cluster
  } catch (e) {
    await cluster.stop()
    throw e
  }
}

/** Keeps a bench cluster up until Ctrl-C, for several measurements in a row. */
export const run = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({ args: [...args], options: shapeFlags })
  const cluster = await openBenchCluster(shapeOf(values), (line) => console.log(`  ${line}`))
  console.log(`  ${cluster.bootstrap}; Ctrl-C ends it`)
  await new Promise(() => setInterval(() => undefined, 60_000))
}
