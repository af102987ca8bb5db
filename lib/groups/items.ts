import { perRecord } from '../per-record.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import type { GroupSnapshot } from '../snapshot/schema.ts'
import { isoOf } from '../times.ts'
import { idleMembers, memberCount, scaling } from './members.ts'
import { type GroupRow, groupSums } from './rules.ts'
import type { GroupItem, WaterlineMarks } from './schema.ts'
import { topicsOf } from './snapshot-index.ts'
import { groupStatus, lagText } from './status.ts'

const offset = (value: bigint | null): string | null => value?.toString() ?? null

const marksOf = (row: GroupRow, share: boolean): WaterlineMarks => ({
  topic: row.topic,
  partition: row.partition,
  logStartOffset: offset(row.start),
  committedOffset: offset(row.committed),
  logEndOffset: offset(row.end),
  position: row.position,
  // A share group's start offset is stored lazily: its lag is the broker's own.
  ...(share ? { lagMessages: row.lagMessages } : {}),
})

/** What a record says of one group. `blind`: the values are the last known, its status is unknown. */
export function groupItem(record: LiveRecord, blind: boolean, group: GroupSnapshot): GroupItem {
  const { snapshot, trends } = record
  const trend = trends.groups[group.id] ?? null
  const sums = groupSums(snapshot, group)
  const { status, reason } = groupStatus(snapshot, group, trend)
  return {
    id: group.id,
    type: group.type,
    state: group.state,
    status: blind ? 'unknown' : status,
    statusReason: blind ? 'not seen now' : reason,
    since: status === 'ok' || blind ? null : isoOf(trend?.stoppedSince),
    coordinator: group.coordinator,
    members: memberCount(group),
    idleMembers: idleMembers(group),
    scaling: scaling(group),
    topics: topicsOf(group),
    lagMessages: sums.lagMessages,
    lagComplete: sums.lagComplete,
    unknownPartitions: sums.unknownPartitions,
    uncommittedPartitions: sums.uncommittedPartitions,
    lagSeconds: trend?.lagSeconds ?? null,
    lagSecondsAtLeast: trend?.lagSecondsAtLeast ?? false,
    producedPerSecond: trend?.producedPerSecond ?? null,
    consumedPerSecond: trend?.consumedPerSecond ?? null,
    trend: trend?.trend ?? 'unknown',
    drain: trend?.drain ?? 'unknown',
    drainSeconds: trend?.drainSeconds ?? null,
    retentionSeconds: trend?.retentionSeconds ?? null,
    lostMessages: sums.lostMessages,
    lagText: lagText(snapshot, group, trend),
    worst: sums.worst === null ? null : marksOf(sums.worst, group.type === 'share'),
    spark: trend?.spark ?? [],
  }
}

/** All groups of a record, computed once for it. */
export const groupItems = perRecord((record, blind): GroupItem[] =>
  record.snapshot.groups.map((group) => groupItem(record, blind, group)),
)
