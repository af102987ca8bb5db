import type pg from 'pg'
import { announce, clusterToLeave, withdraw } from '../history/presence.ts'

/** How this collector shares the clusters with others. */
export type Sharing = {
  /** Asked after each tick: true, once, for a cluster that is to be left to a collector with fewer. */
  leaves(clusterId: string): boolean
  /** True, once, for a cluster left just now: the other one is given time to take it. */
  wasLeft(clusterId: string): boolean
  /** Takes this collector off the list. */
  end(): Promise<void>
}

const EVERY_MS = 5_000

/**
 * Announces the collector at once and every five seconds, and finds out whether it should leave a
 * cluster to another. While Postgres is away nothing is left.
 */
export const startSharing = (
  pool: pg.Pool,
  holder: string,
  clusters: readonly string[],
): Sharing => {
  let leaving: string | null = null
  const left = new Set<string>()
  let rounds = Promise.resolve()
  const round = async () => {
    try {
      await announce(pool, holder, clusters)
      leaving = await clusterToLeave(pool, holder)
    } catch {
      leaving = null
    }
  }
  const next = () => {
    rounds = rounds.then(round)
  }
  next()
  const timer = setInterval(next, EVERY_MS)
  return {
    leaves: (clusterId) => {
      if (leaving !== clusterId) return false
      leaving = null
      left.add(clusterId)
      return true
    },
    wasLeft: (clusterId) => left.delete(clusterId),
    end: async () => {
      clearInterval(timer)
      await rounds
      await withdraw(pool, holder).catch(() => undefined)
    },
  }
}
