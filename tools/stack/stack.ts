import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endCluster, type LocalCluster, startCluster } from '../kafka/local-cluster.ts'
import { migrate } from '../migrate.ts'
import { startPostgres } from '../postgres.ts'
import { nextFreePort } from '../process/ports.ts'
import { configText } from './config-file.ts'
import { type Owner, own } from './own.ts'
import { updateRecord } from './record.ts'
import { sayMoved, secondsSince, serveWeb } from './web.ts'
import { root } from './web-build.ts'

export type StackOptions = {
  /** Holds data, logs and records; kept from one start to the next unless `reset`. */
  home: string
  reset?: boolean
  /** Brokers to watch instead of starting a cluster; then nothing is written to them. */
  kafka?: string | null
  /** First ports tried: web page, Kafka's first broker, Postgres. */
  ports: { web: number; kafka: number; postgres: number }
  traffic: boolean
  /** `next dev` instead of a production build. */
  dev?: boolean
  tickMs?: number | null
  /** Called with each step and each notice, one line each. */
  say: (line: string) => void
  /** Aborted: what was started is ended and the start rejects. */
  signal?: AbortSignal
}

export type Stack = {
  url: string
  cluster: LocalCluster | null
  ownerUrl: string
  appUrl: string
  /** Ends everything, within ten seconds; resolves when no process is left. */
  stop(): Promise<void>
}

/** The folder of the local cluster inside a home. */
export const clusterFolder = (home: string): string => join(home, 'kafka')

/**
 * How Node is run for the collector. It keeps little and makes much garbage: a small young generation and
 * a heap that may grow by a third between two full collections hold its memory at half of what the
 * defaults take (`npm run bench product`), at the same processor time.
 */
export const collectorFlags: string[] = ['--max-semi-space-size=4', '--heap-growing-percent=30']

/** The arguments of Node for the collector. */
export const collectorArgs: string[] = [...collectorFlags, join(root, 'tools/collector.ts')]

/** glibc otherwise keeps an arena of freed memory for each of Node's threads. */
export const collectorEnv: Record<string, string> = { MALLOC_ARENA_MAX: '1' }

/**
 * Starts everything the product needs on this machine, in order, and says each step: Postgres, Kafka
 * with traffic (unless brokers are given), the collector and the web server. Children that die are
 * started again. When a step fails all that was started is ended before it throws.
 */
export const startStack = async (options: StackOptions): Promise<Stack> => {
  const { value, stop } = await own(options, (owner) => startParts(owner, options))
  return { ...value, stop }
}

const startParts = async (owner: Owner, options: StackOptions): Promise<Omit<Stack, 'stop'>> => {
  const { home, say, ports } = options
  owner.alongside(() => endCluster(clusterFolder(home)))
  const orphans = await endCluster(clusterFolder(home))
  if (orphans > 0) say(`ended ${orphans} brokers that an earlier start left behind`)
  if (options.reset) await resetHome(home, say)

  const began = performance.now()
  const postgres = await startPostgres(join(home, 'postgres'), { port: ports.postgres })
  owner.afterwards(() => postgres.stop())
  owner.signal.throwIfAborted()
  sayMoved(say, 'Postgres', ports.postgres, postgres.port)
  const applied = await migrate(postgres.ownerUrl)
  const { port } = postgres
  say(`Postgres on 127.0.0.1:${port}, ${applied.length} new migrations (${secondsSince(began)})`)

  const cluster = options.kafka ? null : await startKafka(owner, options)
  const bootstrap = cluster?.bootstrap ?? options.kafka ?? ''
  const env = {
    ...process.env,
    // Running processes get the app role; only migrations need the owner.
    DATABASE_URL: postgres.appUrl,
    APP_DATABASE_URL: postgres.appUrl,
    HIGHWATER_CONFIG: writeConfig(options, bootstrap, cluster),
    HIGHWATER_DATA: home,
  }
  if (cluster && options.traffic) {
    const traffic = join(root, 'tools/traffic/main.ts')
    owner.run('traffic', [traffic, '--bootstrap', bootstrap, '--libs', cluster.libs], env)
    say('traffic: producers and consumers running')
  }
  const collectorPort = await nextFreePort(ports.web + 1000)
  owner.run('collector', collectorArgs, {
    ...collectorEnv,
    ...env,
    HIGHWATER_COLLECTOR_PORT: String(collectorPort),
  })
  say(`collector: polling (its own /metrics on 127.0.0.1:${collectorPort})`)

  const url = await serveWeb(owner, { port: ports.web, dev: options.dev ?? false, env, say })
  updateRecord(home, (record) => {
    record.url = url
  })
  return { url, cluster, ownerUrl: postgres.ownerUrl, appUrl: postgres.appUrl }
}

const startKafka = async (owner: Owner, { home, ports, say }: StackOptions) => {
  const began = performance.now()
  say('Kafka: fetching jars when new, then starting three brokers …')
  const cluster = await startCluster({
    folder: clusterFolder(home),
    firstPort: ports.kafka,
    signal: owner.signal,
  })
  owner.signal.throwIfAborted()
  sayMoved(say, 'Kafka', ports.kafka, cluster.brokers[0]?.port ?? ports.kafka)
  say(`Kafka at ${cluster.bootstrap} (${secondsSince(began)})`)
  return cluster
}

/** Writes the configuration file of this start and returns its place. */
const writeConfig = (options: StackOptions, bootstrap: string, cluster: LocalCluster | null) => {
  const file = join(options.home, 'highwater.config.yaml')
  const measured = (cluster?.brokers ?? []).flatMap(({ id, metricsPort }) =>
    metricsPort === null ? [] : [[id, metricsPort] as const],
  )
  const text = configText({
    id: 'demo',
    name: cluster ? 'Demo cluster' : 'Given cluster',
    bootstrap,
    metricsPorts: Object.fromEntries(measured),
    tickMs: options.tickMs ?? null,
  })
  writeFileSync(file, text)
  return file
}

/** Forgets all data of a home: the database server is ended first when it still runs. */
const resetHome = async (home: string, say: StackOptions['say']) => {
  const folder = join(home, 'postgres')
  if (existsSync(folder)) await (await startPostgres(folder)).stop()
  for (const part of ['postgres', 'kafka', 'logs', 'spool']) {
    rmSync(join(home, part), { recursive: true, force: true })
  }
  mkdirSync(home, { recursive: true })
  say('data of earlier starts removed')
}
