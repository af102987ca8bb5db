import { openCluster } from '../kafka/local-cluster.ts'
import { signalProcess } from '../process/ending.ts'
import { isRunning } from '../process/identity.ts'
import { readRecord } from '../stack/record.ts'
import { clusterFolder } from '../stack/stack.ts'
import type { BrokerVerb, TrafficVerb } from './arguments.ts'

const running = (home: string) => {
  const record = readRecord(home)
  if (!record || !isRunning(record.owner))
    throw new Error('no demo runs: start one with npm run demo')
  return record
}

/** Does one thing to one broker of the running demo and returns what happened. Throws when no demo runs or there is no such broker. */
export const steerBroker = async (home: string, verb: BrokerVerb, id: number): Promise<string> => {
  running(home)
  const cluster = openCluster(clusterFolder(home))
  if (verb === 'stop-broker') await cluster.stopBroker(id)
  if (verb === 'start-broker') await cluster.startBroker(id)
  if (verb === 'freeze-broker') await cluster.freezeBroker(id)
  if (verb === 'thaw-broker') await cluster.thawBroker(id)
  const done = {
    'stop-broker': 'stopped',
    'start-broker': 'up',
    'freeze-broker': 'frozen: it accepts connections and answers nothing',
    'thaw-broker': 'running again',
  }[verb]
  return `broker ${id} is ${done}`
}

/** Pauses or resumes the demo's producers and consumers. Throws when there is none (a given cluster is never written to). */
export const steerTraffic = (home: string, verb: TrafficVerb): string => {
  // tools/traffic/main.ts pauses on SIGUSR2; SIGUSR1 would open Node's debugger.
  const traffic = running(home).children.traffic
  const signal = verb === 'pause-traffic' ? 'SIGUSR2' : 'SIGCONT'
  if (!traffic || !signalProcess(traffic, signal))
    throw new Error('this demo has no traffic running')
  return verb === 'pause-traffic' ? 'traffic paused' : 'traffic resumed'
}
