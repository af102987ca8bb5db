import type { LiveRecord } from '../snapshot/live.ts'
import type { Unreachable } from '../snapshot/schema.ts'
import { isoOf } from '../times.ts'
import type { Freshness } from './schema.ts'

/** Ticks without a new observation after which the screen says so, and after which nothing counts. */
export const STALE_TICKS = 2
export const DEAD_TICKS = 5

/** Milliseconds since the brokers were last seen; null when they never were. */
export const ageMs = (record: LiveRecord | null, now: number): number | null =>
  record === null ? null : Math.max(0, now - record.snapshot.observedAt)

/** How old the shown observation is, by the tick it was made with. */
export const freshnessOf = (
  record: LiveRecord | null,
  options: { via: 'collector' | 'web' | 'none'; tickMs: number; now: number },
): Freshness => {
  const age = ageMs(record, options.now)
  const tickMs = record?.snapshot.tickMs ?? options.tickMs
  const ticks = age === null ? null : age / tickMs
  return {
    state:
      ticks === null
        ? 'never'
        : ticks >= DEAD_TICKS
          ? 'dead'
          : ticks >= STALE_TICKS
            ? 'stale'
            : 'fresh',
    observedAt: isoOf(record?.snapshot.observedAt),
    ageSeconds: age === null ? null : Math.round(age / 1000),
    tickSeconds: tickMs / 1000,
    slowed: record?.snapshot.slowed ?? false,
    via: record === null || options.via === 'none' ? null : options.via,
  }
}

/**
 * Nothing of this record may be called healthy or firing any more: the last attempt met no broker, or
 * there was none for five ticks. The values stay as the last known ones; every status is unknown.
 */
export const isBlind = (record: LiveRecord, now: number): boolean =>
  record.unreachable !== null ||
  now - record.snapshot.observedAt >= DEAD_TICKS * record.snapshot.tickMs

/**
 * What this process's own failed poll still says: nothing once a newer record came from elsewhere, for
 * then the collector reaches the cluster again.
 */
export const stillUnreachable = (
  record: LiveRecord | null,
  own: Unreachable | null,
): Unreachable | null =>
  own !== null && (record === null || own.attemptedAt >= record.writtenAt) ? own : null
