import type pg from 'pg'
import type { CheckState } from '../clusters/schema.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import type { ClusterSnapshot } from '../snapshot/schema.ts'
import { decodeFacts, encodeFacts, factsOf } from './facts.ts'
import type { Lease } from './lease.ts'

/** What outlives a crash: the checks, and the last poll's facts with the time they were seen. */
export type StoredState = {
  kafkaClusterId: string | null
  checks: CheckState[]
  facts: ClusterSnapshot | null
  updatedAt: number
}

/** The stored state of a cluster, or null when it was never polled. */
export const readState = async (
  pool: pg.Pool | pg.ClientBase,
  clusterId: string,
): Promise<StoredState | null> => {
  const { rows } = await pool.query<{
    kafka_cluster_id: string | null
    checks: CheckState[]
    facts: Buffer | null
    observed_at: Date | null
    updated_at: Date
  }>(
    `SELECT kafka_cluster_id, checks, facts, observed_at, updated_at FROM cluster_state
     WHERE cluster_id = $1`,
    [clusterId],
  )
  const row = rows[0]
  if (!row) return null
  const facts = row.facts && decodeFacts(row.facts)
  const observedAt = row.observed_at?.getTime() ?? 0
  return {
    kafkaClusterId: row.kafka_cluster_id,
    checks: row.checks,
    facts: facts && { ...facts, observedAt, startedAt: observedAt },
    updatedAt: row.updated_at.getTime(),
  }
}

/** Facts are looked at after each event, and every so many polls for what no event tells. */
const LOOK_EVERY = 20

const stored = new WeakMap<Lease, { hash: string; polls: number }>()

/** The facts to write now; null when they are the ones this lease stored last, as far as was looked. */
const factsDue = (lease: Lease, record: LiveRecord, happened: boolean) => {
  const last = stored.get(lease)
  if (last && !happened && last.polls < LOOK_EVERY)
    return { facts: null, next: { ...last, polls: last.polls + 1 } }
  const facts = encodeFacts(factsOf(record.snapshot))
  const next = { hash: facts.hash, polls: 0 }
  return { facts: last?.hash === facts.hash ? null : facts, next }
}

/**
 * Stores checks each time, and facts when they differ from those this lease stored last (`happened`:
 * the poll had events). Returns what to do once the transaction has committed.
 */
export const writeState = async (
  client: pg.ClientBase,
  lease: Lease,
  record: LiveRecord,
  happened: boolean,
): Promise<() => void> => {
  const { facts, next } = factsDue(lease, record, happened)
  await client.query(
    `INSERT INTO cluster_state AS s
       (cluster_id, kafka_cluster_id, fence, observed_at, checks, facts, facts_hash, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (cluster_id) DO UPDATE
     SET kafka_cluster_id = excluded.kafka_cluster_id, fence = excluded.fence,
         observed_at = excluded.observed_at, checks = excluded.checks,
         facts = coalesce(excluded.facts, s.facts),
         facts_hash = coalesce(excluded.facts_hash, s.facts_hash), updated_at = excluded.updated_at
     WHERE s.updated_at <= excluded.updated_at`,
    [
      lease.clusterId,
      record.snapshot.kafkaClusterId,
      lease.fence,
      new Date(record.snapshot.observedAt),
      JSON.stringify(record.checks),
      facts?.bytes ?? null,
      facts?.hash ?? null,
      new Date(record.writtenAt),
    ],
  )
  return () => stored.set(lease, next)
}
