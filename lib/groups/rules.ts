import type {
  ClusterSnapshot,
  CommittedPartition,
  GroupMember,
  GroupSnapshot,
} from '../snapshot/schema.ts'
import { endReason, missingReason } from './end-reason.ts'
import { type PositionResult, position } from './position.ts'
import {
  findPartition,
  indexSnapshot,
  keep,
  partitionKey,
  type SnapshotIndex,
} from './snapshot-index.ts'

/** One partition of a group: its commit, the log around it, what that means, and who owns it. */
export type GroupRow = PositionResult & {
  topic: string
  topicId: string | null
  partition: number
  committed: bigint | null
  start: bigint | null
  end: bigint | null
  member: GroupMember | null
}

export type GroupSums = {
  /** Sum over the partitions whose lag is known; null when none is. */
  lagMessages: number | null
  /** The worst single partition; null when none is known. */
  lagMax: number | null
  /** False: `lagMessages` is a lower bound. */
  lagComplete: boolean
  /** Rows without a lag, those never committed apart (they break nothing). */
  unknownPartitions: number
  uncommittedPartitions: number
  /** Null when no row is known. */
  lostMessages: number | null
  readableMessages: number | null
  partitions: number
  /** Rows whose lag is above zero. */
  behindPartitions: number
  aheadPartitions: number
  /** The row that its waterline should show. */
  worst: GroupRow | null
  /** Rows whose lag is unknown, the first reason among them. */
  unknownReason: string | null
}

/**
 * A group's rows: committed ∪ assigned partitions, sorted by topic and partition. A group whose
 * coordinator is silent has the rows of its last known members, all unknown. Not kept: a row is
 * wanted for one open group; lists use `groupSums`.
 */
export const groupRows = (snapshot: ClusterSnapshot, group: GroupSnapshot): GroupRow[] => {
  const index = indexSnapshot(snapshot)
  const owners = ownersOf(group)
  const rows: GroupRow[] = []
  const seen = new Set<string>()
  for (const { topic, partitions } of group.commits ?? []) {
    for (const commit of partitions) {
      let member: GroupMember | null = null
      if (owners.size > 0) {
        const key = partitionKey(topic, commit.partition)
        seen.add(key)
        member = owners.get(key)?.member ?? null
      }
      rows.push(row(index, group, topic, commit, member))
    }
  }
  const before = rows.length
  for (const [key, owner] of owners) {
    if (seen.has(key)) continue
    const commit = { partition: owner.partition, offset: null, shareLag: null, error: null }
    rows.push(row(index, group, owner.topic, commit, owner.member))
  }
  if (rows.length > before) {
    rows.sort((a, b) =>
      a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1,
    )
  }
  return rows
}

const sumsOf = (snapshot: ClusterSnapshot): Map<GroupSnapshot, GroupSums> =>
  keep(indexSnapshot(snapshot), 'groupSums', () => new Map<GroupSnapshot, GroupSums>())

/** Rows and sums of one group; the sums are kept as by `groupSums`. */
export const groupLag = (
  snapshot: ClusterSnapshot,
  group: GroupSnapshot,
): { rows: GroupRow[]; sums: GroupSums } => {
  const rows = groupRows(snapshot, group)
  const all = sumsOf(snapshot)
  const sums = all.get(group) ?? sumRows(rows, group)
  all.set(group, sums)
  return { rows, sums }
}

/** The sums of one group, kept for the life of the snapshot: 2,200 groups are summed once a poll. */
export const groupSums = (snapshot: ClusterSnapshot, group: GroupSnapshot): GroupSums =>
  sumsOf(snapshot).get(group) ?? groupLag(snapshot, group).sums

/** Design of sums: `no_commit` breaks nothing; every other row without a lag makes it a lower bound. */
const sumRows = (rows: GroupRow[], group: GroupSnapshot): GroupSums => {
  const sums: GroupSums = {
    lagMessages: null,
    lagMax: null,
    lagComplete: group.commits !== null,
    unknownPartitions: 0,
    uncommittedPartitions: 0,
    lostMessages: null,
    readableMessages: null,
    partitions: rows.length,
    behindPartitions: 0,
    aheadPartitions: 0,
    worst: null,
    unknownReason: group.commits === null ? (group.commitsReason ?? 'not known yet') : null,
  }
  for (const row of rows) {
    if (row.position === 'ahead') sums.aheadPartitions += 1
    if (row.lagMessages === null) {
      if (row.position === 'no_commit') sums.uncommittedPartitions += 1
      else {
        sums.unknownPartitions += 1
        sums.lagComplete = false
        sums.unknownReason ??= row.reason
      }
    } else {
      sums.lagMessages = (sums.lagMessages ?? 0) + row.lagMessages
      sums.lagMax = Math.max(sums.lagMax ?? 0, row.lagMessages)
      sums.lostMessages = (sums.lostMessages ?? 0) + (row.lostMessages ?? 0)
      sums.readableMessages =
        (sums.readableMessages ?? 0) + (row.readableMessages ?? row.lagMessages)
      if (row.lagMessages > 0) sums.behindPartitions += 1
    }
    if (sums.worst === null || weight(row) > weight(sums.worst)) sums.worst = row
  }
  return sums
}

/** Which row a waterline shows: lost data first, then a lag over the guide's warning, then the unknown, then lag. */
const weight = (row: GroupRow): number => {
  const lag = row.lagMessages ?? 0
  if (row.lostMessages) return 4e18 + row.lostMessages
  if (lag > 10_000) return 2e18 + lag
  if (row.lagMessages === null) return row.position === 'no_commit' ? -1 : 1e18
  return lag
}

type Owner = { topic: string; partition: number; member: GroupMember }

/**
 * The owner of each partition by key. A partition of a classic, consumer or streams group has one
 * owner (KIP-848 hands a partition on only after it was given up); of a share group's several
 * members the first in Kafka's order is named.
 */
const ownersOf = (group: GroupSnapshot): Map<string, Owner> => {
  const owners = new Map<string, Owner>()
  for (const member of group.description.value?.members ?? []) {
    for (const { topic, partitions } of member.assignment ?? []) {
      for (const partition of partitions) {
        const key = partitionKey(topic, partition)
        if (!owners.has(key)) owners.set(key, { topic, partition, member })
      }
    }
  }
  return owners
}

const row = (
  index: SnapshotIndex,
  group: GroupSnapshot,
  topicName: string,
  commit: CommittedPartition,
  member: GroupMember | null,
): GroupRow => {
  const topic = index.topics.get(topicName)
  const partition = findPartition(topic, commit.partition)
  const end = partition?.endOffset ?? null
  const missing = partition ? null : missingReason(index, topicName, commit.partition)
  const result = position({
    committed: commit.offset,
    start: partition?.startOffset ?? null,
    end,
    share: group.type === 'share',
    shareLag: commit.shareLag,
    missing: missing?.gone ?? null,
    commitUnknown: group.commits === null ? (group.commitsReason ?? 'not known yet') : commit.error,
    endReason: missing?.hidden ?? (end === null ? endReason(index, partition) : null),
  })
  return {
    ...result,
    topic: topicName,
    topicId: topic?.id ?? null,
    partition: commit.partition,
    committed: commit.offset,
    start: partition?.startOffset ?? null,
    end,
    member,
  }
}
