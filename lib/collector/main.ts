import { env } from '../config/env.ts'
import type { ClusterConfig, Settings } from '../config/schema.ts'
import { collectorOptions, configuredUrl, createPool } from '../db/pool.ts'
import { createLog } from '../log.ts'
import { createKeeper } from './keeper.ts'
import { createMaintenance } from './maintenance.ts'
import { createMetrics, serveMetrics } from './metrics.ts'
import { pause } from './scheduler.ts'
import { startSharing } from './sharing.ts'
import { openSpool } from './spool.ts'
import { watchCluster } from './watch.ts'

export type CollectorOptions = {
  settings: Settings
  /** Ids of the clusters this collector can reach; absent: all of the settings. */
  clusters?: string[]
  /** Aborted: the ticks under way end, leases are given back, and the promise resolves. */
  signal: AbortSignal
  /** Default: what the environment says. */
  databaseUrl?: string
  /** Names this process in leases; default: what the environment says. */
  holder?: string
}

const chosen = ({ settings, clusters }: CollectorOptions): ClusterConfig[] => {
  const unknown = clusters?.find((id) => !settings.clusters.some((c) => c.id === id))
  if (unknown !== undefined) {
    const known = settings.clusters.map((c) => c.id).join(', ')
    throw new Error(`--clusters: there is no cluster "${unknown}"; known: ${known}`)
  }
  return settings.clusters.filter((c) => !clusters || clusters.includes(c.id))
}

/**
 * The collector: watches clusters and writes what it sees, until the signal is aborted.
 * @throws Error for a cluster that is not in the settings, or when no database is configured.
 */
export const runCollector = async (options: CollectorOptions): Promise<void> => {
  const { settings, signal } = options
  const configs = chosen(options)
  const { instanceId, collectorPort } = env()
  const holder = options.holder ?? instanceId
  const log = createLog('collector')
  const metrics = createMetrics()
  const pool = createPool(options.databaseUrl ?? configuredUrl(), collectorOptions)
  const spool = openSpool(settings.spool.folder, settings.spool.maxBytes)
  const keeper = createKeeper({ pool, spool, log, metrics })
  const maintenance = createMaintenance(pool, settings.history, log)
  const sharing = startSharing(
    pool,
    holder,
    configs.map((config) => config.id),
  )
  const dependencies = { pool, keeper, maintenance, metrics, sharing, log, holder }
  const isReady = () =>
    pool.query('SELECT 1').then(
      () => !signal.aborted,
      () => false,
    )
  const server = collectorPort === null ? null : await serveMetrics(metrics, collectorPort, isReady)
  // Clusters begin one after another, so that their polls do not fall into the same moment.
  const apart = Math.min(1000, 5000 / Math.max(1, configs.length))
  try {
    await Promise.all(
      configs.map(async (config, i) => {
        await pause(i * apart, signal)
        await watchCluster(config, dependencies, signal)
      }),
    )
    // An hour half closed is left as it was; the next collector does it.
    await Promise.race([maintenance.idle(), pause(1000, new AbortController().signal)])
  } finally {
    await sharing.end()
    server?.close()
    pool.end().catch(() => undefined)
  }
}
