import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProcessIdentity } from '../process/identity.ts'
import type { BrokerPorts } from './broker-config.ts'
import type { KafkaVersion } from './fetch.ts'

/** One broker as the state file knows it; `process` null: never started or stopped on purpose. */
export type BrokerState = BrokerPorts & { process: ProcessIdentity | null }

/** What a cluster's folder says about it, so that any process can find, steer and end it. */
export type ClusterState = {
  version: KafkaVersion
  libs: string
  agent: string | null
  jmxConfig: string | null
  heapMb: number
  logDirsPerBroker: number
  config: Record<string, string>
  brokers: BrokerState[]
}

const fileOf = (folder: string) => join(folder, 'cluster.json')

/** The state of the cluster in a folder; null when none was ever started there. */
export const readClusterState = (folder: string): ClusterState | null =>
  existsSync(fileOf(folder))
    ? (JSON.parse(readFileSync(fileOf(folder), 'utf8')) as ClusterState)
    : null

/** Replaces the state in one step: a reader never sees half of it. */
export const writeClusterState = (folder: string, state: ClusterState): void => {
  const half = `${fileOf(folder)}.${process.pid}`
  writeFileSync(half, JSON.stringify(state, null, 2))
  renameSync(half, fileOf(folder))
}

/** Notes which process a broker is now, synchronously, so that nothing can be started and not be known. */
export const recordBroker = (folder: string, id: number, who: ProcessIdentity | null): void => {
  const state = readClusterState(folder)
  if (!state) throw new Error(`no cluster in ${folder}`)
  for (const broker of state.brokers) if (broker.id === id) broker.process = who
  writeClusterState(folder, state)
}
