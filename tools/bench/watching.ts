import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LocalCluster } from '../kafka/local-cluster.ts'
import { withClient } from '../postgres/roles.ts'
import { readRecord } from '../stack/record.ts'
import { type Stack, startStack } from '../stack/stack.ts'
import { benchHome, type Say } from './cluster.ts'
import { endWhenInterrupted } from './interrupted.ts'
import { familyMb, parentOf, residentMb, variableOf } from './memory.ts'

/** The id that a started stack gives its one cluster. */
export const CLUSTER_ID = 'demo'

/** The whole product (Postgres, collector, production web server) watching a bench cluster, on data of its own. */
export type Watching = {
  stack: Stack
  /** Of a child by its name in the stack. Throws when it does not run. */
  pid(name: 'collector' | 'web'): number
  /** A sample of a process's `/metrics`, all its label sets added up. */
  metric(of: 'collector' | 'web', name: string, labels?: string): Promise<number>
  memory(): Promise<Record<string, number | null>>
}

const home = join(benchHome, 'stack')

const sample = (text: string, name: string, labels: string): number =>
  text
    .split('\n')
    .filter(
      (line) =>
        (line.startsWith(`${name} `) || line.startsWith(`${name}{`)) && line.includes(labels),
    )
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)

const pid = (name: string): number => {
  const who = readRecord(home)?.children[name]
  if (!who) throw new Error(`the ${name} does not run; see ${home}/logs/${name}.log`)
  return who.pid
}

/** Starts the product on the cluster with nothing stored; `tickMs` null is the product's own. */
export const watch = async (
  cluster: LocalCluster,
  options: { tickMs: number | null; say: Say },
): Promise<Watching> => {
  const stack = await startStack({
    home,
    reset: true,
    kafka: cluster.bootstrap,
    ports: { web: 3700, kafka: 18_092, postgres: 18_432 },
    traffic: false,
    ...options,
  })
  endWhenInterrupted(() => stack.stop())
  const metric = async (of: 'collector' | 'web', name: string, labels = '') => {
    const port = variableOf(pid('collector'), 'HIGHWATER_COLLECTOR_PORT')
    const url = of === 'web' ? stack.url : `http://127.0.0.1:${port}`
    return sample(await (await fetch(new URL('/metrics', url))).text(), name, labels)
  }
  return {
    stack,
    pid,
    metric,
    memory: async () => {
      const collector = residentMb(pid('collector'))
      const web = residentMb(pid('web'))
      const backend = await withClient(stack.ownerUrl, async (client) => {
        const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
        return rows[0]?.pid ?? 0
      })
      return {
        collectorMb: collector.now,
        collectorPeakMb: collector.peak,
        webMb: web.now,
        webPeakMb: web.peak,
        postgresMb: familyMb(parentOf(backend) ?? backend),
      }
    },
  }
}

/** Resolves when the collector has polled `count` times. Throws after `withinMs`. */
export const untilPolled = async (
  watching: Watching,
  count: number,
  withinMs: number,
  between: () => Promise<unknown> = () => sleep(500),
): Promise<void> => {
  const deadline = Date.now() + withinMs
  for (;;) {
    const polls = await watching
      .metric('collector', 'highwater_collector_polls_total')
      .catch(() => 0)
    if (polls >= count) return
    if (Date.now() > deadline) throw new Error(`only ${polls} of ${count} polls in ${withinMs} ms`)
    await between()
  }
}
