import type { CheckStatus } from '../clusters/schema.ts'
import type { ClusterSnapshot, GroupSnapshot } from '../snapshot/schema.ts'
import type { GroupTrend } from '../trends/schema.ts'
import { about, compact, duration, plural } from '../words.ts'
import { memberCount } from './members.ts'
import { type GroupSums, groupSums } from './rules.ts'

/** The guide: consumer lag > 10,000 messages is a warning, > 100,000 critical. */
export const LAG_WARNING = 10_000
export const LAG_CRITICAL = 100_000
/** A commit that meets the log start within a day is about to lose data. */
export const RETENTION_CRITICAL_SECONDS = 86_400

export type GroupStatus = {
  status: Extract<CheckStatus, 'ok' | 'warning' | 'critical' | 'unknown'>
  /** In words, null when ok. */
  reason: string | null
  /** Kind of trouble, worst first: decides the rank in Needs attention. */
  cause: 'lost' | 'losing' | 'lag' | 'unknown' | null
}

/**
 * How bad a group is. What is seen to be critical stays critical though a part is unknown; a group
 * that is otherwise ok and cannot be seen whole is unknown, never ok.
 */
export const groupStatus = (
  snapshot: ClusterSnapshot,
  group: GroupSnapshot,
  trend: GroupTrend | null,
): GroupStatus => {
  const sums = groupSums(snapshot, group)
  if (sums.lostMessages) {
    return { status: 'critical', cause: 'lost', reason: lostText(sums) }
  }
  if (losesSoon(sums, trend)) {
    const reason = `loses data in ${duration(trend?.retentionSeconds ?? 0)}`
    return { status: 'critical', cause: 'losing', reason }
  }
  const lag = sums.lagMessages ?? 0
  if (lag > LAG_WARNING) {
    const status = lag > LAG_CRITICAL ? 'critical' : 'warning'
    const over = lag > LAG_CRITICAL ? 'over 100k' : 'over 10k'
    return { status, cause: 'lag', reason: `${lagWords(sums)} behind, ${over}` }
  }
  if (!sums.lagComplete) return { status: 'unknown', cause: 'unknown', reason: unknownText(sums) }
  return { status: 'ok', cause: null, reason: null }
}

const losesSoon = (sums: GroupSums, trend: GroupTrend | null): boolean =>
  trend?.retentionSeconds != null &&
  trend.retentionSeconds < RETENTION_CRITICAL_SECONDS &&
  (sums.lagMessages ?? 0) > 0

/** "104.6k", or "at least 104.6k" when partitions are unknown. */
export const lagWords = (sums: GroupSums): string =>
  `${sums.lagComplete ? '' : 'at least '}${compact(sums.lagMessages)}`

/** "8 readable, 10 lost" */
export const lostText = (sums: { readableMessages: number | null; lostMessages: number | null }) =>
  `${compact(sums.readableMessages)} readable, ${compact(sums.lostMessages)} lost`

/** "3 partitions unknown", or why nothing at all is known. */
export const unknownText = (sums: GroupSums): string => {
  if (sums.unknownPartitions > 0) {
    return `${plural(sums.unknownPartitions, 'partition')} unknown: ${sums.unknownReason ?? 'not asked yet'}`
  }
  return sums.unknownReason ?? 'not known yet'
}

/**
 * The words of the "lag in time" column. Zero lag is ambiguous, so it says which zero it is; a
 * partial answer says what it lacks unless what is known is already over a threshold.
 */
export const lagText = (
  snapshot: ClusterSnapshot,
  group: GroupSnapshot,
  trend: GroupTrend | null,
): string => {
  const sums = groupSums(snapshot, group)
  const lag = sums.lagMessages
  if (sums.lostMessages) return lostText(sums)
  if (losesSoon(sums, trend)) return `loses data in ${duration(trend?.retentionSeconds ?? 0)}`
  if (group.commits === null && lag === null) return group.commitsReason ?? 'not known yet'
  if (!sums.lagComplete && (lag ?? 0) <= LAG_WARNING) {
    return sums.aheadPartitions === sums.unknownPartitions
      ? `${plural(sums.aheadPartitions, 'partition')} past the log end`
      : `${plural(sums.unknownPartitions, 'partition')} unknown`
  }
  if (lag === null) return group.type === 'connect' ? 'no offsets of its own' : 'never committed'
  if (lag === 0) return trend?.producedPerSecond === 0 ? 'idle topic' : 'caught up'
  const seconds = trend?.lagSeconds ?? null
  const time = seconds === null ? null : about(seconds, trend?.lagSecondsAtLeast ?? false)
  // Consumers that assign() by hand have no members either, and their commits move.
  if (memberCount(group) === 0 && !((trend?.consumedPerSecond ?? 0) > 0)) {
    return time === null ? 'no members' : `${time}, no members`
  }
  return time ?? 'time not known yet'
}
