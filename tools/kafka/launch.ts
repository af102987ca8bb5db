import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { identify } from '../process/identity.ts'
import { brokerProperties, logDirNames } from './broker-config.ts'
import { type ClusterState, recordBroker } from './cluster-state.ts'
import { javaCommand } from './fetch.ts'

const propertiesFile = (folder: string, id: number) => join(folder, `broker-${id}.properties`)

/** One that starts with a dash would be taken for an option by Kafka's tools; Kafka's own Uuid avoids it too. */
const randomClusterId = (): string => {
  const id = randomBytes(16).toString('base64url')
  return id.startsWith('-') ? randomClusterId() : id
}

/** Kafka's cluster id: 16 random bytes, base64url; made once for a folder. */
const clusterIdOf = (folder: string) => {
  const file = join(folder, 'cluster-id')
  if (!existsSync(file)) writeFileSync(file, randomClusterId())
  return readFileSync(file, 'utf8').trim()
}

/** Writes each broker's properties (ports may differ from last time) and formats the log folders that are new. */
export const prepareBrokers = async (folder: string, state: ClusterState): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const clusterId = clusterIdOf(folder)
  const format = async (id: number) => {
    const { brokers, logDirsPerBroker, config } = state
    const broker = brokers.find((each) => each.id === id)
    if (!broker) return
    const logDirs = logDirNames(id, logDirsPerBroker).map((name) => join(folder, name))
    const file = propertiesFile(folder, id)
    writeFileSync(file, brokerProperties(broker, brokers, logDirs, config))
    if (logDirs.every((dir) => existsSync(join(dir, 'meta.properties')))) return
    await promisify(execFile)(javaCommand(), [
      ...['-Xmx128m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'],
      ...['-cp', join(state.libs, '*'), 'kafka.tools.StorageTool', 'format'],
      ...['--ignore-formatted', '-t', clusterId, '-c', file],
    ])
  }
  await Promise.all(state.brokers.map(({ id }) => format(id)))
}

/** Starts one broker in a session of its own (Ctrl-C in a terminal does not reach it) and records it. Returns its pid; it is not ready yet. */
export const launchBroker = (folder: string, state: ClusterState, id: number): number => {
  const broker = state.brokers.find((each) => each.id === id)
  if (!broker) throw new Error(`there is no broker ${id}`)
  const agent =
    state.agent && state.jmxConfig && broker.metricsPort !== null
      ? [`-javaagent:${state.agent}=127.0.0.1:${broker.metricsPort}:${state.jmxConfig}`]
      : []
  const log = openSync(join(folder, `broker-${id}.log`), 'a')
  const child = spawn(
    javaCommand(),
    [
      ...[`-Xmx${state.heapMb}m`, `-Xms${Math.min(128, state.heapMb)}m`],
      ...['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:+ExitOnOutOfMemoryError'],
      ...agent,
      '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
      '-Dorg.slf4j.simpleLogger.showDateTime=true',
      '-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS',
      ...['-cp', join(state.libs, '*'), 'kafka.Kafka', propertiesFile(folder, id)],
    ],
    { cwd: folder, detached: true, stdio: ['ignore', log, log] },
  )
  child.unref()
  if (!child.pid) throw new Error(`could not run ${javaCommand()}`)
  recordBroker(folder, id, identify(child.pid))
  return child.pid
}
