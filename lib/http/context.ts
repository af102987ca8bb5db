import { stillUnreachable } from '../clusters/freshness.ts'
import type { ClusterConfig, Settings } from '../config/schema.ts'
import { loadSettings } from '../config/settings.ts'
import type { Context, Database, DetailReads, Live } from '../context.ts'
import { appPool } from '../db/pool.ts'
import { notFound } from '../errors.ts'
import { readLive } from '../history/live.ts'
import { openGateway } from '../kafka/gateway.ts'
import { createLiveCache, type LiveCache, type LiveView } from '../snapshot/cache.ts'
import { createDetailReads } from './details.ts'
import { instruments } from './metrics.ts'
import { createProbes } from './probes.ts'
import { createWebPoller, type WebPoller } from './web-poller.ts'

/** No page and no route waits longer than this for Kafka and Postgres together, milliseconds. */
export const REQUEST_MS = 2_000

/** What the web process keeps between requests, and a development server between reloads. */
export type Web = {
  settings: Settings
  db: () => Database
  cache: LiveCache
  pollers: Map<string, WebPoller>
  details: Map<string, DetailReads>
  probe: ReturnType<typeof createProbes>
}

const kept = globalThis as { highwaterWeb?: Web }

function configOf(settings: Settings, clusterId: string): ClusterConfig {
  const config = settings.clusters.find((one) => one.id === clusterId)
  if (!config) throw notFound('cluster', clusterId)
  return config
}

/** Opens what a web process needs for these clusters; nothing is asked before the first request. */
export function openWeb(settings: Settings, db: () => Database): Web {
  const pollers = new Map<string, WebPoller>()
  const pollerOf = (clusterId: string): WebPoller => {
    const poller = pollers.get(clusterId) ?? createWebPoller(configOf(settings, clusterId), db)
    pollers.set(clusterId, poller)
    return poller
  }
  const cache = createLiveCache({
    readRow: async (clusterId) => readLive(db(), clusterId),
    poll: async (clusterId, previous) => {
      const { polls } = instruments()
      try {
        const record = await pollerOf(clusterId).poll(previous)
        polls.inc({ cluster: clusterId, outcome: record.unreachable ? 'unreachable' : 'ok' })
        return record
      } catch (error) {
        polls.inc({ cluster: clusterId, outcome: 'failed' })
        throw error
      }
    },
    now: Date.now,
    tickMs: (clusterId) => configOf(settings, clusterId).poll.tickMs,
  })
  return { settings, db, cache, pollers, details: new Map(), probe: createProbes(Date.now) }
}

/** The process's one of everything; made at the first request, unless a test has put its own there. */
export function web(): Web {
  kept.highwaterWeb ??= openWeb(loadSettings(), () => appPool())
  return kept.highwaterWeb
}

function seen(clusterId: string, view: LiveView): Live {
  const { liveReads } = instruments()
  liveReads.inc({ cluster: clusterId, via: view.via })
  const own = web().pollers.get(clusterId)?.unreachable() ?? null
  return { ...view, unreachable: stillUnreachable(view.record, own) }
}

function detailsOf(clusterId: string): DetailReads {
  const { settings, details } = web()
  const known = details.get(clusterId)
  if (known) return known
  const gateway = openGateway(configOf(settings, clusterId), { purpose: 'interactive' })
  const made = createDetailReads(gateway, Date.now, (result) =>
    instruments().detailReads.inc({ cluster: clusterId, result }),
  )
  details.set(clusterId, made)
  return made
}

/** What one request may use, from now on: its 2 s begin here. */
export function createContext(requestId: string): Context {
  const { settings, cache, db, probe } = web()
  const deadline = Date.now() + REQUEST_MS
  return {
    actor: { kind: 'operator', name: 'local' },
    settings,
    db,
    live: async (clusterId) => seen(clusterId, await cache.get(clusterId)),
    refresh: async (clusterId) => seen(clusterId, await cache.refresh(clusterId)),
    kafka: detailsOf,
    probe: (clusterId, deadlineMs) => probe(configOf(settings, clusterId), deadlineMs),
    now: Date.now,
    left: () => Math.max(0, deadline - Date.now()),
    requestId,
  }
}
