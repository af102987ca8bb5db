import type { LiveRecord } from '../snapshot/live.ts'
import type { GroupDescription, GroupMember, GroupSnapshot, Observed } from '../snapshot/schema.ts'
import { isoOf } from '../times.ts'
import { causeOf } from './cause.ts'
import { groupItem } from './items.ts'
import { idleMembers, isIdle, memberCount, scaling, scalingText } from './members.ts'
import { type GroupRow, groupRows } from './rules.ts'
import type { GroupDetail, GroupMemberItem, GroupPartition } from './schema.ts'

/** The newest description there is: the one asked now, else the snapshot's, else the one before. */
function newest(group: GroupSnapshot, now: Observed<GroupDescription>) {
  if (now.value !== null) return { value: now.value, observedAt: now.observedAt, reason: null }
  const { description } = group
  const reason = now.reason ?? description.reason
  if (description.value !== null) {
    return { value: description.value, observedAt: description.observedAt, reason }
  }
  const { last } = description
  return { value: last?.value ?? null, observedAt: last?.observedAt ?? null, reason }
}

/**
 * One group as its page shows it: the item, each partition joined to its owner, the members with the
 * idle ones marked, the likely cause. `now`: what the coordinator said when asked for this page.
 */
export function groupDetail(
  record: LiveRecord,
  blind: boolean,
  group: GroupSnapshot,
  now: Observed<GroupDescription>,
): GroupDetail {
  const { value, observedAt, reason } = newest(group, now)
  const described: GroupSnapshot = {
    ...group,
    description: { value, observedAt, reason, last: null },
  }
  const rows = groupRows(record.snapshot, described)
  const trend = record.trends.groups[group.id] ?? null
  const cause = blind ? null : causeOf(record.snapshot, described, trend)
  return {
    ...groupItem(record, blind, group),
    state: now.value?.state ?? group.state,
    members: memberCount(described),
    idleMembers: idleMembers(described),
    scaling: scaling(described),
    assignor: value?.assignor ?? null,
    scalingText: scalingText(described),
    cause: cause && { title: cause.title, evidence: cause.evidence },
    logSharePercent: logShare(rows),
    partitions: rows.map((row) => partitionOf(row, trend?.partitions[row.topic] ?? [])),
    memberList: value === null ? null : value.members.map((member) => memberOf(member, rows)),
    membersReason: reason,
    describedAt: isoOf(observedAt),
  }
}

/** Lag as a share of all records readable in the partitions whose three offsets are known, percent. */
function logShare(rows: GroupRow[]): number | null {
  let behind = 0n
  let log = 0n
  for (const { committed, start, end } of rows) {
    if (committed === null || start === null || end === null || committed > end) continue
    behind += committed < start ? end - start : end - committed
    log += end - start
  }
  return log === 0n ? null : (100 * Number(behind)) / Number(log)
}

const offset = (value: bigint | null): string | null => value?.toString() ?? null

const partitionOf = (row: GroupRow, lagSeconds: (number | null)[]): GroupPartition => ({
  topic: row.topic,
  partition: row.partition,
  committedOffset: offset(row.committed),
  logStartOffset: offset(row.start),
  logEndOffset: offset(row.end),
  lagMessages: row.lagMessages,
  readableMessages: row.readableMessages,
  lostMessages: row.lostMessages,
  aheadMessages: row.aheadMessages,
  lagSeconds: lagSeconds[row.partition] ?? null,
  position: row.position,
  reason: row.reason,
  memberId: row.member?.memberId ?? null,
  clientId: row.member?.clientId ?? null,
  host: row.member?.host ?? null,
})

const sizeOf = (list: GroupMember['assignment']): number =>
  (list ?? []).reduce((sum, topic) => sum + topic.partitions.length, 0)

const flat = (list: GroupMember['assignment']): string =>
  (list ?? [])
    .flatMap((topic) => topic.partitions.map((p) => `${topic.topic}/${p}`))
    .sort()
    .join()

function memberOf(member: GroupMember, rows: GroupRow[]): GroupMemberItem {
  const own = rows.filter((row) => row.member === member)
  const lags = own.map((row) => row.lagMessages)
  const known = own.length > 0 && lags.every((lag) => lag !== null)
  return {
    memberId: member.memberId,
    instanceId: member.instanceId,
    clientId: member.clientId,
    host: member.host,
    rack: member.rack,
    epoch: member.epoch,
    partitions: (member.assignment ?? []).filter((topic) => topic.partitions.length > 0),
    partitionCount: member.assignment === null ? null : sizeOf(member.assignment),
    idle: isIdle(member),
    reconciling: member.target !== null && flat(member.assignment) !== flat(member.target),
    lagMessages: known ? lags.reduce<number>((sum, lag) => sum + (lag ?? 0), 0) : null,
  }
}
