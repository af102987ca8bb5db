import type pg from 'pg'
import { readLive } from '../history/live.ts'
import { openOutageSince } from '../history/outages.ts'
import { seedPoints } from '../history/seed.ts'
import { readState } from '../history/state.ts'
import { decodeLive } from '../snapshot/codec.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import { createTracker } from '../trends/tracker.ts'
import type { Beginning } from './poller.ts'

/** How far back a tracker is given what is stored. */
const SEED_MS = 3_600_000

/** The live row, unless the stored state is newer: a crash of Postgres may have emptied it. */
const lastRecord = async (
  pool: pg.Pool,
  clusterId: string,
  newest: number,
): Promise<LiveRecord | null> => {
  const live = await readLive(pool, clusterId)
  return live && live.writtenAt >= newest ? decodeLive(live.bytes) : null
}

/**
 * What a new term begins with: the last snapshot (or what is known of it), the checks and the tracker
 * with the last hour, so that a restart neither forgets what it had seen nor takes it for new.
 * Any database error is thrown.
 */
export const readBeginning = async (pool: pg.Pool, clusterId: string): Promise<Beginning> => {
  const state = await readState(pool, clusterId)
  const record = await lastRecord(pool, clusterId, state?.updatedAt ?? 0)
  const tracker = createTracker()
  const kafkaClusterId = record?.snapshot.kafkaClusterId ?? state?.kafkaClusterId
  if (kafkaClusterId) {
    const since = Date.now() - SEED_MS
    await seedPoints(pool, clusterId, kafkaClusterId, since, tracker.seed)
  }
  return {
    previous: record?.snapshot ?? state?.facts ?? null,
    factsOnly: record === null,
    checks: record?.checks ?? state?.checks ?? [],
    trends: record?.trends ?? null,
    outageSince: await openOutageSince(pool, clusterId),
    tracker,
  }
}
