import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import type { Logger } from 'pino'
import { isDatabaseAway } from '../db/errors.ts'
import { FenceRefused, type Lease } from '../history/lease.ts'
import { storeHole } from '../history/outages.ts'
import { recordTick, replayTick, type Tick } from '../history/write.ts'
import type { CollectorMetrics } from './metrics.ts'
import type { Dropped, Spool } from './spool.ts'

/** How long a tick waits for the news that Postgres is back. */
const PROBE_MS = 1000
const DROPPED = 'Postgres was away for longer than polls could be kept on disk'

/** Puts polls into Postgres, or into the spool while it is away. */
export type Keeper = {
  /**
   * Stores a poll. `spooled`: Postgres is away; `lost`: another collector has the cluster now.
   * @throws any error that is neither.
   */
  keep(lease: Lease, tick: Tick): Promise<'stored' | 'spooled' | 'lost'>
  /** Stores what lies in the spool of a cluster, oldest first, and stops when Postgres goes away again. */
  replay(clusterId: string): Promise<void>
}

type Dependencies = { pool: pg.Pool; spool: Spool; log: Logger; metrics: CollectorMetrics }

/** @param dependencies shared by all clusters of the process */
export const createKeeper = ({ pool, spool, log, metrics }: Dependencies): Keeper => {
  const replaying = new Set<string>()
  let away: Error | null = null
  let probe: Promise<void> | null = null
  const holes = new Map<string, { from: number; to: number }>()

  const replayOne = async (clusterId: string, file: string): Promise<boolean> => {
    const spooled = await spool.read(clusterId, file)
    if (!spooled) log.warn({ cluster: clusterId, file }, 'a spooled poll is unreadable: dropped')
    else {
      try {
        await replayTick(pool, spooled.lease, spooled.tick)
        metrics.replayed.inc({ cluster: clusterId })
      } catch (e) {
        if (isDatabaseAway(e)) return false
        // It would fail for ever, and those behind it would wait for ever.
        const level = e instanceof FenceRefused ? 'warn' : 'error'
        log[level]({ cluster: clusterId, file, err: e }, 'a spooled poll was refused')
      }
    }
    await spool.remove(clusterId, file)
    return true
  }

  /** A frozen server costs every query its whole timeout: while it is away one probe asks for all. */
  const isBack = (): Promise<boolean> => {
    probe ??= pool
      .query('SELECT 1')
      .then(() => {
        away = null
      })
      .catch(() => undefined)
      .finally(() => {
        probe = null
      })
    return Promise.race([probe, delay(PROBE_MS)]).then(() => away === null)
  }

  const note = (dropped: readonly Dropped[]) => {
    for (const { clusterId, at } of dropped) {
      metrics.dropped.inc({ cluster: clusterId })
      log.error({ cluster: clusterId, at: new Date(at).toISOString() }, 'spool full: poll dropped')
      const hole = holes.get(clusterId)
      holes.set(clusterId, {
        from: Math.min(at, hole?.from ?? at),
        to: Math.max(at, hole?.to ?? at),
      })
    }
  }

  /** Says in history that polls are missing because they were dropped. */
  const tellHole = async (clusterId: string) => {
    const hole = holes.get(clusterId)
    if (!hole) return
    await storeHole(pool, clusterId, hole.from, hole.to, DROPPED)
    holes.delete(clusterId)
  }

  return {
    keep: async (lease, tick) => {
      try {
        if (away && !(await isBack())) throw away
        await recordTick(pool, lease, tick)
        return 'stored'
      } catch (e) {
        if (e instanceof FenceRefused) return 'lost'
        if (!isDatabaseAway(e)) throw e
        away = e as Error
        note(await spool.add(lease, tick))
        metrics.spooled.inc({ cluster: lease.clusterId })
        return 'spooled'
      }
    },
    replay: async (clusterId) => {
      if (replaying.has(clusterId)) return
      replaying.add(clusterId)
      try {
        for (const file of await spool.list(clusterId)) {
          if (!(await replayOne(clusterId, file))) return
        }
        await tellHole(clusterId)
      } finally {
        replaying.delete(clusterId)
      }
    },
  }
}
