import type pg from 'pg'
import type { Logger } from 'pino'
import type { ClusterConfig } from '../config/schema.ts'
import { isDatabaseAway } from '../db/errors.ts'
import {
  acquireLease,
  FenceRefused,
  holdLease,
  type Lease,
  releaseLease,
} from '../history/lease.ts'
import { recordOutage } from '../history/write.ts'
import { openGateway } from '../kafka/gateway.ts'
import { encodeLive } from '../snapshot/codec.ts'
import { readBeginning } from './begin.ts'
import type { Keeper } from './keeper.ts'
import type { Maintenance } from './maintenance.ts'
import type { CollectorMetrics } from './metrics.ts'
import { createPoller, type Polled, type Poller } from './poller.ts'
import { pause, runTicks } from './scheduler.ts'
import type { Sharing } from './sharing.ts'

/** This long after its last sign of life a collector's clusters are free for others. */
export const LEASE_MS = 20_000
const RENEW_MS = 5_000
const RETRY_MS = 3_000

export type WatchDependencies = {
  pool: pg.Pool
  keeper: Keeper
  maintenance: Maintenance
  metrics: CollectorMetrics
  log: Logger
  sharing: Sharing
  /** Names this process in leases and live rows. */
  holder: string
}

/**
 * Watches one cluster until `signal` is aborted: waits for its lease, polls while it is held, and waits
 * again when it was lost. While Postgres is away nothing is begun; what is under way goes on into the
 * spool.
 */
export const watchCluster = async (
  config: ClusterConfig,
  on: WatchDependencies,
  signal: AbortSignal,
): Promise<void> => {
  const log = on.log.child({ cluster: config.id })
  let told = ''
  const tell = (why: string) => {
    if (why !== told) log.info(why)
    told = why
  }
  while (!signal.aborted) {
    try {
      const lease = await acquireLease(on.pool, config.id, on.holder, LEASE_MS)
      if (lease) {
        tell('')
        await holdTerm(config, lease, { ...on, log }, signal)
      } else tell('another collector holds this cluster: standing by')
    } catch (e) {
      if (!isDatabaseAway(e)) log.error(e, 'watching failed: beginning anew')
      else tell('Postgres is away: not polling until it is back')
    }
    const left = on.sharing.wasLeft(config.id)
    await pause(RETRY_MS * (0.75 + Math.random() / 2) * (left ? 3 : 1), signal)
  }
}

/** Prolongs a lease beside the ticks; `onLost` when somebody else has it. */
const renewing = (pool: pg.Pool, lease: Lease, onLost: () => void) => {
  const timer = setInterval(() => {
    holdLease(pool, lease).catch((e) => {
      if (e instanceof FenceRefused) onLost()
    })
  }, RENEW_MS)
  return () => clearInterval(timer)
}

const holdTerm = async (
  config: ClusterConfig,
  lease: Lease,
  on: WatchDependencies,
  signal: AbortSignal,
) => {
  const { pool, log, metrics } = on
  const lost = new AbortController()
  const stop = AbortSignal.any([signal, lost.signal])
  const endRenewing = renewing(pool, lease, () => lost.abort())
  const labels = { cluster: config.id }
  let poller: Poller | null = null
  try {
    const begin = await readBeginning(pool, config.id)
    poller = createPoller(config, openGateway(config, { purpose: 'collector' }), begin, on.holder)
    metrics.holds.set(labels, 1)
    log.info({ fence: String(lease.fence) }, 'watching')
    const own = poller
    await runTicks(
      () => tick(config, lease, own, on, lost),
      stop,
      (lateMs, tickMs) => lateMs > tickMs / 2 && metrics.late.inc(labels),
    )
    if (lost.signal.aborted) log.warn('another collector took this cluster over')
    else await releaseLease(pool, lease).catch(() => undefined)
  } finally {
    metrics.holds.set(labels, 0)
    endRenewing()
    await poller?.close()
  }
}

/** One tick. Null when the term is over, lost or left to another collector; a failure of our own costs this tick, not the next. */
const tick = async (
  config: ClusterConfig,
  lease: Lease,
  poller: Poller,
  on: WatchDependencies,
  lost: AbortController,
): Promise<number | null> => {
  const labels = { cluster: config.id }
  const endPoll = on.metrics.pollSeconds.startTimer(labels)
  try {
    const polled = await poller.poll()
    endPoll()
    count(on.metrics, labels, polled)
    const endWrite = on.metrics.writeSeconds.startTimer(labels)
    const outcome = await keepPolled(config, lease, polled, on)
    endWrite()
    if (outcome === 'lost') {
      lost.abort()
      return null
    }
    if (on.sharing.leaves(config.id)) return null
    if (outcome === 'stored') on.maintenance.after(lease, polled.record?.snapshot.kafkaClusterId)
    return polled.tickMs
  } catch (e) {
    on.metrics.failures.inc(labels)
    on.log.error(e, 'a tick failed')
    return config.poll.tickMs
  }
}

const count = (metrics: CollectorMetrics, labels: { cluster: string }, polled: Polled) => {
  metrics.tick.set(labels, polled.tickMs / 1000)
  if (polled.unreachable) metrics.unreachable.inc(labels)
  else {
    metrics.polls.inc(labels)
    metrics.lastPoll.set(labels, (polled.record?.snapshot.observedAt ?? 0) / 1000)
  }
}

const keepPolled = async (
  config: ClusterConfig,
  lease: Lease,
  { record, unreachable, events }: Polled,
  { pool, keeper, log }: WatchDependencies,
) => {
  if (record) {
    const tick = { record, live: encodeLive(record), events, noHistory: config.groups.noHistory }
    const outcome = await keeper.keep(lease, tick)
    if (outcome === 'stored') {
      keeper.replay(config.id).catch((e) => log.error(e, 'the spool could not be replayed'))
    }
    return outcome
  }
  try {
    if (unreachable) await recordOutage(pool, lease, unreachable)
    return 'stored'
  } catch (e) {
    if (e instanceof FenceRefused) return 'lost'
    if (isDatabaseAway(e)) return 'spooled'
    throw e
  }
}
