import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { endCluster, type LocalCluster, startCluster } from '../kafka/local-cluster.ts'
import { migrate } from '../migrate.ts'
import { type Postgres, startPostgres } from '../postgres.ts'
import { eventually } from '../process/ending.ts'
import { nextFreePort } from '../process/ports.ts'
import { configText } from './config-file.ts'
import { claimHome, releaseHome, updateRecord } from './record.ts'
import { type ChildSpec, type Supervised, supervise } from './supervise.ts'
import { root, webBuild } from './web-build.ts'

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
  /** Aborted: what was started is ended and the start rejects. */
  signal?: AbortSignal
  /** Called with each step and each notice, one line each. */
  say: (line: string) => void
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

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

const moved = (what: string, wanted: number, got: number, say: StackOptions['say']) => {
  if (got !== wanted) say(`port ${wanted} is busy: ${what} on ${got}`)
}

/** Resolves when the server answers HTTP at all; throws when it does not within `withinMs`. */
const untilServed = async (url: string, withinMs: number) => {
  const live = `${url}/api/health/live`
  const served = await eventually(
    () => fetch(live, { signal: AbortSignal.timeout(5000) }).then(Boolean, () => false),
    withinMs,
    200,
  )
  if (!served) throw new Error(`the web server did not answer at ${url}`)
}

/**
 * Starts everything the product needs on this machine, in order, and says each step: Postgres, Kafka
 * with traffic (unless brokers are given), the collector and the web server. Children that die are
 * started again. When a step fails all that was started is ended before it throws.
 */
export const startStack = async (options: StackOptions): Promise<Stack> => {
  const { home, say, ports } = options
  const { leftovers } = await claimHome(home)
  const orphans = leftovers + (await endCluster(clusterFolder(home)))
  if (orphans > 0) say(`ended ${orphans} processes that an earlier start left behind`)

  const children: Supervised[] = []
  let cluster: LocalCluster | null = null
  let postgres: Postgres | null = null
  const stop = async () => {
    await Promise.all([
      Promise.all(children.map((child) => child.stop())).then(() => postgres?.stop()),
      endCluster(clusterFolder(home)),
    ])
  }
  const { signal = new AbortController().signal } = options
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  const parts = startParts()
  try {
    return await Promise.race([parts, aborted])
  } catch (e) {
    await stop()
    if (signal.aborted) {
      // The step that was cut short may have started something after the first sweep.
      await Promise.race([parts.catch(() => undefined), delay(2000)])
      await stop()
    }
    releaseHome(home)
    throw e
  }

  async function startParts(): Promise<Stack> {
    if (options.reset) await resetHome(home, say)
    let at = performance.now()
    postgres = await startPostgres(join(home, 'postgres'), { port: ports.postgres })
    signal.throwIfAborted()
    moved('Postgres', ports.postgres, postgres.port, say)
    const applied = await migrate(postgres.ownerUrl)
    say(`Postgres on 127.0.0.1:${postgres.port}, ${applied.length} migrations (${seconds(at)})`)

    if (!options.kafka) {
      at = performance.now()
      say('Kafka: fetching jars when new, then starting three brokers …')
      cluster = await startCluster({ folder: clusterFolder(home), firstPort: ports.kafka, signal })
      signal.throwIfAborted()
      moved('Kafka', ports.kafka, cluster.brokers[0]?.port ?? ports.kafka, say)
      say(`Kafka at ${cluster.bootstrap} (${seconds(at)})`)
    }
    const bootstrap = options.kafka ?? cluster?.bootstrap ?? ''
    const config = join(home, 'highwater.config.yaml')
    const metricsPorts = Object.fromEntries(
      (cluster?.brokers ?? []).flatMap((b) =>
        b.metricsPort === null ? [] : [[b.id, b.metricsPort]],
      ),
    )
    const name = options.kafka ? 'Given cluster' : 'Demo cluster'
    writeFileSync(
      config,
      configText({ id: 'demo', name, bootstrap, metricsPorts, tickMs: options.tickMs ?? null }),
    )

    const port = await nextFreePort(ports.web)
    moved('the page', ports.web, port, say)
    const url = `http://127.0.0.1:${port}`
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      DATABASE_URL: postgres.appUrl,
      APP_DATABASE_URL: postgres.appUrl,
      HIGHWATER_CONFIG: config,
      HIGHWATER_DATA: home,
      NEXT_TELEMETRY_DISABLED: '1',
      HOSTNAME: '127.0.0.1',
      HOST: '127.0.0.1',
      PORT: String(port),
    }
    const run = (name: string, args: string[], more: Partial<ChildSpec> = {}) =>
      children.push(
        supervise({
          name,
          command: process.execPath,
          args,
          cwd: root,
          env,
          log: join(home, 'logs', `${name}.log`),
          onProcess: (who) =>
            updateRecord(home, (record) => {
              if (who) record.children[name] = who
              else delete record.children[name]
            }),
          onDeath: say,
          ...more,
        }),
      )

    if (cluster && options.traffic) {
      run('traffic', [
        ...[join(root, 'tools/traffic/main.ts'), '--bootstrap', bootstrap, '--libs', cluster.libs],
      ])
      say('traffic: producers and consumers running')
    }
    run('collector', ['--max-semi-space-size=4', join(root, 'tools/collector.ts')])
    say('collector: polling')

    at = performance.now()
    if (options.dev) {
      const next = join(root, 'node_modules/next/dist/bin/next')
      run('web', [next, 'dev', '-p', String(port), '-H', '127.0.0.1'], { log: null })
    } else {
      say('web: building when the sources changed …')
      const { folder, built } = await webBuild(signal)
      signal.throwIfAborted()
      say(built ? `web: built (${seconds(at)})` : 'web: the build is up to date')
      run('web', ['server.js'], { cwd: folder, env: { ...env, NODE_ENV: 'production' } })
    }
    await untilServed(url, 90_000)
    updateRecord(home, (record) => {
      record.url = url
    })
    return {
      url,
      cluster,
      ownerUrl: postgres.ownerUrl,
      appUrl: postgres.appUrl,
      stop: () => stop().then(() => releaseHome(home)),
    }
  }
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
