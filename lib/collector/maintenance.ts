import type pg from 'pg'
import type { Logger } from 'pino'
import { isDatabaseAway } from '../db/errors.ts'
import { closeHour, hoursToClose } from '../history/close-hour.ts'
import { findClusterKey } from '../history/find-series.ts'
import { FenceRefused, type Lease } from '../history/lease.ts'
import { applyRetention, type Keep } from '../history/retention.ts'
import { daysToRoll, rollDay } from '../history/roll-day.ts'

/** An hour is closed this long after its end: the last poll of it may still be on its way. */
const GRACE_MS = 60_000
const EVERY_MS = 5 * 60_000
const RETENTION_EVERY_MS = 3_600_000

/** Closes hours, rolls days up and drops what is old, beside the ticks and one thing at a time. */
export type Maintenance = {
  /** Told after each stored poll; looks after the cluster when it is time. */
  after(lease: Lease, kafkaClusterId: string | null | undefined): void
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>
}

/** @param keep how long history is kept */
export const createMaintenance = (pool: pg.Pool, keep: Keep, log: Logger): Maintenance => {
  const lastAt = new Map<string, number>()
  let retentionAt = 0
  let queue: Promise<void> = Promise.resolve()

  const lookAfter = async (lease: Lease, kafkaClusterId: string) => {
    const now = Date.now()
    const key = await findClusterKey(pool, { clusterId: lease.clusterId, kafkaClusterId })
    if (key === null) return
    for (const hour of await hoursToClose(pool, key, now, GRACE_MS)) {
      await closeHour(pool, lease, key, hour)
    }
    for (const day of await daysToRoll(pool, key, now, GRACE_MS)) {
      await rollDay(pool, lease, key, day)
    }
    if (now - retentionAt < RETENTION_EVERY_MS) return
    retentionAt = now
    const dropped = await applyRetention(pool, keep, now)
    if (dropped.length > 0) log.info({ dropped }, 'old history dropped')
  }

  return {
    after: (lease, kafkaClusterId) => {
      const now = Date.now()
      if (!kafkaClusterId || now - (lastAt.get(lease.clusterId) ?? 0) < EVERY_MS) return
      lastAt.set(lease.clusterId, now)
      queue = queue.then(() =>
        lookAfter(lease, kafkaClusterId).catch((e) => {
          // Refused or away: the next holder, or the next round, does it.
          if (e instanceof FenceRefused || isDatabaseAway(e)) return
          log.error(e, `history of ${lease.clusterId} could not be looked after`)
        }),
      )
    },
    idle: () => queue,
  }
}
