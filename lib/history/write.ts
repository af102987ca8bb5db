import type pg from 'pg'
import { transaction } from '../db/pool.ts'
import type { NewEvent } from '../events/schema.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import type { Unreachable } from '../snapshot/schema.ts'
import { type Catalog, clusterKeyOf, extendCatalog, loadCatalog } from './catalog.ts'
import { writeEvents } from './events.ts'
import { checkReplay, holdLease, type Lease, noteFirstTick } from './lease.ts'
import { writeLive } from './live.ts'
import { closeOutage, openOutage } from './outages.ts'
import { ensurePartition, ensureTickPartitions, forgetPartitions } from './partitions.ts'
import { samplesOf } from './samples.ts'
import { writeState } from './state.ts'
import { topOf } from './top.ts'
import { buildVector } from './vector.ts'

/** One poll as it is stored. `live`: the record as `encodeLive` made it. */
export type Tick = {
  record: LiveRecord
  live: Buffer
  events: readonly NewEvent[]
  /** Patterns of groups that are not kept. */
  noHistory: readonly string[]
}

const catalogs = new WeakMap<Lease, Catalog>()

const catalogFor = async (
  client: pg.ClientBase,
  lease: Lease,
  kafkaClusterId: string,
): Promise<Catalog> => {
  const { key, version } = await clusterKeyOf(client, lease.clusterId, kafkaClusterId)
  const kept = catalogs.get(lease)
  if (kept?.clusterKey === key && kept.version === version) return kept
  return loadCatalog(client, key, kafkaClusterId, version)
}

/** Stores what was observed. False when this very poll is stored already: then nothing changes. */
const writeSamples = async (
  client: pg.ClientBase,
  lease: Lease,
  tick: Tick,
): Promise<{ stored: boolean; catalog: Catalog | null }> => {
  const { snapshot, trends } = tick.record
  if (!snapshot.kafkaClusterId) return { stored: false, catalog: null }
  const samples = samplesOf(snapshot, trends, tick.noHistory)
  const known = await catalogFor(client, lease, snapshot.kafkaClusterId)
  const catalog = await extendCatalog(client, known, samples)
  const { layout } = catalog
  const { rowCount } = await client.query(
    `INSERT INTO history.tick (cluster_key, at, fence, layout, tick_ms, top, vector)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [
      catalog.clusterKey,
      new Date(snapshot.observedAt),
      lease.fence,
      layout.layout,
      snapshot.tickMs,
      JSON.stringify(topOf(layout, samples, trends)),
      buildVector(layout, samples),
    ],
  )
  if (rowCount === 1)
    await writeEvents(client, catalog.clusterKey, snapshot.observedAt, tick.events)
  return { stored: rowCount === 1, catalog }
}

const retryWithPartitions = async <T>(
  pool: pg.Pool,
  at: number,
  write: () => Promise<T>,
): Promise<T> => {
  await ensureTickPartitions(pool, at)
  try {
    return await write()
  } catch (e) {
    // 23514: no partition for the row. Another collector dropped what this one had seen.
    if ((e as { code?: string }).code !== '23514') throw e
    forgetPartitions(pool)
    await ensureTickPartitions(pool, at)
    return write()
  }
}

/**
 * Stores one poll whole, in one transaction under the lease: samples, events, the live row, the state
 * of the checks; and opens or ends the outage. A poll that could not reach Kafka stores no samples.
 * The same poll stored twice changes nothing.
 * @throws FenceRefused when another collector has taken over; any database error otherwise.
 */
export const recordTick = async (pool: pg.Pool, lease: Lease, tick: Tick): Promise<void> => {
  const { record } = tick
  const { snapshot, unreachable } = record
  const at = unreachable ? unreachable.attemptedAt : snapshot.observedAt
  await retryWithPartitions(pool, at, async () => {
    const after = await transaction(pool, async (client) => {
      await holdLease(client, lease)
      let catalog: Catalog | null = null
      if (unreachable) {
        await openOutage(client, lease.clusterId, unreachable)
        await writeOutageEvents(client, lease, tick, at)
      } else {
        catalog = (await writeSamples(client, lease, tick)).catalog
        await closeOutage(client, lease.clusterId, at)
      }
      await writeLive(client, lease, tick.live, record.writtenAt)
      const keepHash = await writeState(client, lease, record, tick.events.length > 0)
      await noteFirstTick(client, lease, at)
      return () => {
        keepHash()
        if (catalog) catalogs.set(lease, catalog)
      }
    })
    after()
  })
}

/**
 * Stores only that a cluster cannot be reached, for one that never was: there is no snapshot to show.
 * @throws FenceRefused when another collector has taken over.
 */
export const recordOutage = (pool: pg.Pool, lease: Lease, outage: Unreachable): Promise<void> =>
  transaction(pool, async (client) => {
    await holdLease(client, lease)
    await openOutage(client, lease.clusterId, outage)
  })

/** Events of a poll that reached nobody: the outage itself. */
const writeOutageEvents = async (
  client: pg.ClientBase,
  lease: Lease,
  tick: Tick,
  at: number,
): Promise<void> => {
  const { kafkaClusterId } = tick.record.snapshot
  if (!kafkaClusterId || tick.events.length === 0) return
  const { key } = await clusterKeyOf(client, lease.clusterId, kafkaClusterId)
  await writeEvents(client, key, at, tick.events)
}

/**
 * Stores a poll from the spool with the fence it was made under. The live row and the state of the
 * checks are left alone: newer ones are there. False when it was stored before.
 * @throws FenceRefused when it was made at or after the next holder's first poll.
 */
export const replayTick = async (pool: pg.Pool, lease: Lease, tick: Tick): Promise<boolean> => {
  const { snapshot, unreachable } = tick.record
  const at = unreachable ? unreachable.attemptedAt : snapshot.observedAt
  await ensurePartition(pool, 'tick', at)
  await ensurePartition(pool, 'event', at)
  const { stored, catalog } = await transaction(pool, async (client) => {
    await checkReplay(client, lease, at)
    if (unreachable) {
      await openOutage(client, lease.clusterId, unreachable)
      await writeOutageEvents(client, lease, tick, at)
      return { stored: true, catalog: null }
    }
    const written = await writeSamples(client, lease, tick)
    await closeOutage(client, lease.clusterId, at)
    await noteFirstTick(client, lease, at)
    return written
  })
  if (catalog) catalogs.set(lease, catalog)
  return stored
}
