import type { Millis } from '../snapshot/schema.ts'

/** What several polls in a row say about a group, a topic, a partition. Numbers are null when not known. */
export type Trend = 'growing' | 'steady' | 'draining' | 'unknown'
export type Drain = 'draining' | 'will_not_drain' | 'caught_up' | 'unknown'

export type GroupTrend = {
  /** Age of the oldest unread record: the worst partition. */
  lagSeconds: number | null
  /** True when the estimate is a lower bound (the commit lies before what has been watched). */
  lagSecondsAtLeast: boolean
  producedPerSecond: number | null
  consumedPerSecond: number | null
  trend: Trend
  /** Messages per second by which the lag changes; positive grows. */
  slopePerSecond: number | null
  drain: Drain
  drainSeconds: number | null
  /** At present rates, when a commit meets the log start; null: not foreseeable. */
  retentionSeconds: number | null
  /** Lag of the last hour, oldest first, one value each two minutes (max); null = not known then. */
  spark: (number | null)[]
  /** Lag in seconds by topic, index = partition; null where not known. */
  partitions: Record<string, (number | null)[]>
  /** Since when the commits have not moved although there was something to read; null while they move. */
  stoppedSince: Millis | null
}

export type TopicTrend = {
  recordsPerSecond: number | null
  /** By partition index. */
  partitionsPerSecond: (number | null)[]
  /** Between which two polls the end offset last moved; null: none since watching began. */
  lastWriteAt: Millis | null
  watchedSince: Millis
  spark: (number | null)[]
}

export type ClusterTrend = {
  recordsPerSecond: number | null
  /** Total lag of the last hour, as `spark` above. */
  lagSpark: (number | null)[]
  /** By check name: its value over the last hour. */
  checkSparks: Record<string, (number | null)[]>
}

export type Trends = {
  at: Millis
  watchedSince: Millis
  /** By group id. */
  groups: Record<string, GroupTrend>
  /** By topic id (not name). */
  topics: Record<string, TopicTrend>
  cluster: ClusterTrend
}

/**
 * What stored history gives a tracker after a restart, oldest first, so that lag in time, trend and
 * sparklines need not begin anew. End offsets as numbers, index = partition; null = not known then.
 */
export type SeedPoints = {
  topics: { topicId: string; at: Millis; endOffsets: (number | null)[] }[]
  groups: { group: string; at: Millis; lagMessages: number | null }[]
}
