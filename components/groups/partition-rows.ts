import { count } from '@/lib/format'
import type { GroupDetail, GroupPartition } from '@/lib/groups/schema'
import { about } from '@/lib/words'

/** A partition further behind than this is shown by "only bad" (a tenth of the guide's warning). */
const BAD_LAG = 1_000

export type TopicPartitions = {
  topic: string
  /** Sorted by lag, the worst first; what is not known stands before what is caught up. */
  rows: GroupPartition[]
  lagMessages: number | null
  lagComplete: boolean
}

const rank = (row: GroupPartition): number => {
  if (row.lostMessages) return 0
  if ((row.lagMessages ?? 0) > 0) return 1
  return row.lagMessages === null ? 2 : 3
}

/** Worst first, ties by partition, so that rows do not jump between two refreshes. */
export const byHurt = (a: GroupPartition, b: GroupPartition): number =>
  rank(a) - rank(b) ||
  (b.lagMessages ?? 0) - (a.lagMessages ?? 0) ||
  a.topic.localeCompare(b.topic) ||
  a.partition - b.partition

/** Members exist, so a partition without one is read by nobody. False while nobody is known. */
const isOwned = (group: GroupDetail): boolean =>
  group.type !== 'share' && group.memberList !== null && group.memberList.length > 0

/** A partition nobody reads although the group has members and is not rebalancing. */
export const isUnowned = (group: GroupDetail, row: GroupPartition): boolean =>
  isOwned(group) &&
  row.memberId === null &&
  group.type !== 'connect' &&
  !group.state.includes('Rebalance') &&
  group.memberList?.every((member) => member.partitionCount !== null) === true

/** What "only bad" keeps: lost, unknown, past the end, without an owner, or over 1,000 behind. */
export const isBad = (group: GroupDetail, row: GroupPartition): boolean =>
  (row.lagMessages ?? 0) > BAD_LAG ||
  ['purged', 'ahead', 'end_unknown', 'topic_missing'].includes(row.position) ||
  isUnowned(group, row)

/** A group's partitions by topic, the topic with the worst partition first. */
export const partitionsByTopic = (rows: readonly GroupPartition[]): TopicPartitions[] => {
  const topics = new Map<string, GroupPartition[]>()
  for (const row of [...rows].sort(byHurt)) {
    const list = topics.get(row.topic)
    if (list) list.push(row)
    else topics.set(row.topic, [row])
  }
  return [...topics].map(([topic, list]) => {
    const known = list.filter((row) => row.lagMessages !== null)
    return {
      topic,
      rows: list,
      lagMessages:
        known.length === 0 ? null : known.reduce((sum, row) => sum + (row.lagMessages ?? 0), 0),
      lagComplete: list.every((row) => row.lagMessages !== null || row.position === 'no_commit'),
    }
  })
}

/** Rows of one topic, and of all, before the rest is folded away: what hurts is at the top. */
const TOPIC_ROWS = 12
const ALL_ROWS = 30

/**
 * The rows of each topic that stand unfolded: at most 12 of a topic and about 30 of all; topics
 * beyond that keep their heading with their sum.
 */
export const unfolded = (
  topics: readonly TopicPartitions[],
  all: boolean,
): (TopicPartitions & { shown: GroupPartition[] })[] => {
  let left = all ? Number.POSITIVE_INFINITY : ALL_ROWS
  return topics.map((topic) => {
    const shown = topic.rows.slice(0, all ? undefined : Math.min(TOPIC_ROWS, Math.max(0, left)))
    left -= shown.length
    return { ...topic, shown }
  })
}

/**
 * The "in time" cell: the age of the lag, or what stands instead of one. Never empty. `boundSeconds`:
 * an age of so much or more is only a lower bound, for the commit lies before what was watched.
 */
export const timeWords = (row: GroupPartition, boundSeconds: number | null = null): string => {
  if (row.position === 'purged') {
    return `${count(row.readableMessages)} readable, ${count(row.lostMessages)} lost`
  }
  if (row.lagMessages === null) {
    return row.reason ?? (row.position === 'no_commit' ? 'never committed' : 'not known')
  }
  if (row.lagMessages === 0) return 'caught up'
  if (row.lagSeconds === null) return row.reason ?? 'time not known yet'
  return about(row.lagSeconds, boundSeconds !== null && row.lagSeconds >= boundSeconds)
}

/**
 * The partition to which the group's time until loss belongs: of those behind, the one whose commit
 * stands nearest to its log start. Null when no log start is known.
 */
export const nearestToLoss = (rows: readonly GroupPartition[]): GroupPartition | null => {
  let nearest: { row: GroupPartition; room: bigint } | null = null
  for (const row of rows) {
    if (row.position !== 'behind' || row.logStartOffset === null || row.committedOffset === null)
      continue
    const room = BigInt(row.committedOffset) - BigInt(row.logStartOffset)
    if (nearest === null || room < nearest.room) nearest = { row, room }
  }
  return nearest?.row ?? null
}

/** Numbers as ranges: [0, 1, 2, 5] → "0–2, 5". */
export const ranges = (numbers: readonly number[]): string => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const n of sorted) {
    const last = runs.at(-1)
    if (last && n === last[1] + 1) last[1] = n
    else runs.push([n, n])
  }
  return runs
    .map(([a, b]) => (a === b ? `${a}` : b === a + 1 ? `${a}, ${b}` : `${a}–${b}`))
    .join(', ')
}
