import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { endProcesses, eventually, signalProcess } from '../process/ending.ts'
import { isRunning, type ProcessIdentity } from '../process/identity.ts'
import { freePorts } from '../process/ports.ts'
import {
  type BrokerState,
  type ClusterState,
  readClusterState,
  recordBroker,
  writeClusterState,
} from './cluster-state.ts'
import { type KafkaVersion, kafkaJars } from './fetch.ts'
import { launchBroker, prepareBrokers } from './launch.ts'
import { liveBrokers } from './metadata.ts'

export type LocalClusterOptions = {
  /** Holds data, logs and the state file; absolute. Data in it is kept from one start to the next. */
  folder: string
  version?: KafkaVersion
  brokers?: number
  heapMb?: number
  /** The Prometheus exporter in each broker; `requests` also counts every API's requests. Default true. */
  jmx?: boolean | 'requests'
  logDirsPerBroker?: number
  /** Broker properties over the defaults. */
  config?: Record<string, string>
  /** The first port tried (brokers, then controllers, then exporters); busy ones are skipped. Default: anywhere free. */
  firstPort?: number
  /** Aborted before the brokers run: the start rejects. */
  signal?: AbortSignal
}

/** Brokers as they are now: `pid` null when stopped. */
export type LocalBroker = {
  id: number
  port: number
  pid: number | null
  metricsPort: number | null
}

/** A cluster of real brokers on 127.0.0.1. Each verb resolves when the fact is true, and rejects when it does not become true. */
export type LocalCluster = {
  bootstrap: string
  folder: string
  libs: string
  readonly brokers: LocalBroker[]
  /** Orderly (SIGTERM); killed after 15 s. */
  stopBroker(id: number): Promise<void>
  killBroker(id: number): Promise<void>
  /** Resolves when the other brokers list it as up. A frozen one is woken. */
  startBroker(id: number): Promise<void>
  /** SIGSTOP: it still accepts connections and answers nothing. */
  freezeBroker(id: number): Promise<void>
  thawBroker(id: number): Promise<void>
  /** Ends every broker together, within 9 s. */
  stop(): Promise<void>
}

const processesOf = (brokers: BrokerState[]): ProcessIdentity[] =>
  brokers.flatMap(({ process: who }) => (who ? [who] : []))

const lastLines = (folder: string, id: number) => {
  const file = join(folder, `broker-${id}.log`)
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n') : ''
}

/** Waits until each of `ids` answers and sees all of `ids`. Throws with the end of the log of one that died or stays silent. */
const untilUp = async (folder: string, ids: number[], withinMs: number) => {
  const state = readState(folder)
  const members = state.brokers.filter(({ id }) => ids.includes(id))
  let dead: BrokerState | undefined
  const up = await eventually(async () => {
    dead = members.find(({ process: who }) => !who || !isRunning(who))
    if (dead) return true
    const seen = await Promise.all(members.map(({ port }) => liveBrokers(port)))
    return seen.every((list) => ids.every((id) => list.includes(id)))
  }, withinMs)
  if (up && !dead) return
  const id = dead?.id ?? ids[0] ?? 0
  throw new Error(`Kafka broker ${id} did not come up\n${lastLines(folder, id)}`)
}

const readState = (folder: string): ClusterState => {
  const state = readClusterState(folder)
  if (!state) throw new Error(`no cluster was started in ${folder}`)
  return state
}

const processOf = (folder: string, id: number): ProcessIdentity | null => {
  const broker = readState(folder).brokers.find((each) => each.id === id)
  if (!broker) throw new Error(`there is no broker ${id}`)
  return broker.process && isRunning(broker.process) ? broker.process : null
}

/** Ends what still runs of the cluster in a folder, whoever started it; nothing else can be hit. */
export const endCluster = async (folder: string): Promise<number> => {
  const left = processesOf(readClusterState(folder)?.brokers ?? []).filter(isRunning)
  await endProcesses(left)
  return left.length
}

/** A handle on a cluster that some process started in `folder`. Throws when none was. */
export const openCluster = (folder: string): LocalCluster => {
  const state = readState(folder)
  const signal = async (id: number, name: NodeJS.Signals) => {
    const who = processOf(folder, id)
    if (!who || !signalProcess(who, name)) throw new Error(`broker ${id} is not running`)
  }
  const end = async (id: number, graceMs: number) => {
    const who = processOf(folder, id)
    if (who) await endProcesses([who], graceMs)
    recordBroker(folder, id, null)
  }
  const running = () =>
    readState(folder).brokers.filter(({ process: who }) => who && isRunning(who))
  return {
    bootstrap: state.brokers.map(({ port }) => `127.0.0.1:${port}`).join(','),
    folder,
    libs: state.libs,
    get brokers() {
      return readState(folder).brokers.map(({ id, port, metricsPort, process: who }) => ({
        id,
        port,
        metricsPort,
        pid: who && isRunning(who) ? who.pid : null,
      }))
    },
    stopBroker: (id) => end(id, 15_000),
    killBroker: async (id) => {
      const who = processOf(folder, id)
      if (who) signalProcess(who, 'SIGKILL')
      if (who && !(await eventually(() => !isRunning(who), 5000))) {
        throw new Error(`broker ${id} outlived SIGKILL`)
      }
      recordBroker(folder, id, null)
    },
    startBroker: async (id) => {
      const who = processOf(folder, id)
      if (who) signalProcess(who, 'SIGCONT')
      else launchBroker(folder, readState(folder), id)
      await untilUp(folder, [id], 60_000)
      const others = running().filter((each) => each.id !== id)
      const seen = () => Promise.all(others.map(({ port }) => liveBrokers(port)))
      await eventually(
        async () => !others.length || (await seen()).some((l) => l.includes(id)),
        20_000,
      )
    },
    freezeBroker: (id) => signal(id, 'SIGSTOP'),
    thawBroker: (id) => signal(id, 'SIGCONT'),
    stop: async () => {
      await endProcesses(running().flatMap(({ process: who }) => (who ? [who] : [])))
      for (const { id } of state.brokers) recordBroker(folder, id, null)
    },
  }
}

/** Starts a cluster of combined brokers and resolves when all of them see each other; leftovers of an earlier one in the folder are ended first. */
export const startCluster = async (options: LocalClusterOptions): Promise<LocalCluster> => {
  const { folder, version = '4.3.1', brokers = 3, jmx = true } = options
  const { libs, agent } = await kafkaJars(version, options.signal)
  mkdirSync(folder, { recursive: true })
  await endCluster(folder)
  const ports = await freePorts(brokers * 3, options.firstPort)
  const state: ClusterState = {
    version,
    libs,
    agent: jmx ? agent : null,
    jmxConfig: jmx
      ? join(import.meta.dirname, jmx === 'requests' ? 'jmx-requests.yml' : 'jmx-broker.yml')
      : null,
    heapMb: options.heapMb ?? 512,
    logDirsPerBroker: options.logDirsPerBroker ?? 1,
    config: options.config ?? {},
    brokers: Array.from({ length: brokers }, (_, index) => ({
      id: index + 1,
      port: ports[index] ?? 0,
      controllerPort: ports[brokers + index] ?? 0,
      metricsPort: jmx ? (ports[2 * brokers + index] ?? 0) : null,
      process: null,
    })),
  }
  writeClusterState(folder, state)
  await prepareBrokers(folder, state)
  options.signal?.throwIfAborted()
  for (const { id } of state.brokers) launchBroker(folder, state, id)
  try {
    await untilUp(
      folder,
      state.brokers.map(({ id }) => id),
      90_000,
    )
  } catch (e) {
    await endCluster(folder)
    throw e
  }
  return openCluster(folder)
}
