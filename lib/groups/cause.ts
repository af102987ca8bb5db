import type { ClusterSnapshot, GroupSnapshot } from '../snapshot/schema.ts'
import type { GroupTrend } from '../trends/schema.ts'
import { count, percent, plural, rate } from '../words.ts'
import { idleMembers, memberCount } from './members.ts'
import { type GroupRow, groupRows, groupSums } from './rules.ts'
import { indexSnapshot, isDown } from './snapshot-index.ts'

/** `short` fits behind a list row; `evidence` states only what the numbers beside it show. */
export type Cause = { title: string; evidence: string; short: string }

/** One partition is hot when it holds more than five times the median lag of the others and most of it all. */
const HOT_RATIO = 5
const HOT_SHARE = 0.5
/** Below so much lag nothing needs an explanation. */
const WORTH = 1_000

const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? 0)) / 2
}

const hotPartition = (rows: GroupRow[]): Cause | null => {
  const known = rows.filter((row) => row.lagMessages !== null)
  if (known.length < 3) return null
  const total = known.reduce((sum, row) => sum + (row.lagMessages ?? 0), 0)
  const worst = known.reduce((a, b) => ((b.lagMessages ?? 0) > (a.lagMessages ?? 0) ? b : a))
  const lag = worst.lagMessages ?? 0
  const others = median(known.filter((row) => row !== worst).map((row) => row.lagMessages ?? 0))
  if (lag < WORTH || lag <= HOT_RATIO * others || lag < HOT_SHARE * total) return null
  const name = `${worst.topic}-${worst.partition}`
  const share = percent((100 * lag) / total)
  const reader = worst.member
    ? ` One member reads it (${worst.member.clientId}), so more members will not help: look at the key.`
    : ''
  return {
    title: 'Likely cause: one hot partition.',
    evidence: `${name} holds ${share} of the lag; the median of the other ${count(known.length - 1)} is ${count(others)}.${reader}`,
    short: 'one hot partition',
  }
}

const noMembers = (group: GroupSnapshot, trend: GroupTrend | null): Cause | null => {
  if (memberCount(group) !== 0 || (trend?.consumedPerSecond ?? 0) > 0) return null
  const produced = trend?.producedPerSecond ?? null
  const going =
    produced !== null && produced > 0 ? ` while records come in at ${rate(produced)}` : ''
  return {
    title: 'Likely cause: nobody reads.',
    evidence: `The group has no members and its commits do not move${going}.`,
    short: 'no members',
  }
}

const REBALANCING = new Set([
  'PreparingRebalance',
  'CompletingRebalance',
  'Assigning',
  'Reconciling',
])

const rebalancing = (group: GroupSnapshot, trend: GroupTrend | null): Cause | null => {
  if (!REBALANCING.has(group.state) || trend?.stoppedSince == null) return null
  return {
    title: 'Likely cause: the group is rebalancing.',
    evidence: `Its state is ${group.state} and its commits have not moved for several polls.`,
    short: 'rebalancing',
  }
}

const standing = (group: GroupSnapshot, trend: GroupTrend | null): Cause | null => {
  const members = memberCount(group)
  if (!members || trend?.stoppedSince == null || trend.consumedPerSecond !== 0) return null
  const produced = trend.producedPerSecond
  return {
    title: 'Likely cause: its members do not commit.',
    evidence: `${plural(members, 'member')} ${members === 1 ? 'is' : 'are'} in the group, none of its commits has moved for several polls${produced ? `, and records come in at ${rate(produced)}` : ''}.`,
    short: 'members do not commit',
  }
}

const deadBroker = (snapshot: ClusterSnapshot, rows: GroupRow[]): Cause | null => {
  const unknown = rows.filter((row) => row.position === 'end_unknown')
  if (unknown.length === 0) return null
  const { topics, brokers } = indexSnapshot(snapshot)
  const down = new Set<number>()
  for (const row of unknown) {
    for (const id of topics.get(row.topic)?.partitions[row.partition]?.replicas ?? [])
      if (isDown(brokers.get(id))) down.add(id)
  }
  if (down.size === 0) return null
  const names = [...down].sort((a, b) => a - b).join(', ')
  return {
    title: `Likely cause: broker ${names} does not answer.`,
    evidence: `${plural(unknown.length, 'partition')} of this group ${unknown.length === 1 ? 'has' : 'have'} a replica there and no known log end.`,
    short: `broker ${names} does not answer`,
  }
}

const slow = (group: GroupSnapshot, trend: GroupTrend | null): Cause | null => {
  const produced = trend?.producedPerSecond ?? null
  const read = trend?.consumedPerSecond ?? null
  if (trend?.trend !== 'growing' || produced === null || read === null || read >= produced)
    return null
  const idle = idleMembers(group) ?? 0
  const members = memberCount(group)
  const partitions = new Set(
    (group.commits ?? []).flatMap((t) => t.partitions.map((p) => `${t.topic}/${p.partition}`)),
  ).size
  const room =
    members !== null && idle === 0 && members < partitions
      ? ` ${plural(members, 'member')} read ${plural(partitions, 'partition')}: up to ${count(partitions)} can.`
      : ''
  return {
    title: 'Likely cause: it reads slower than is written.',
    evidence: `Records come in at ${rate(produced)} and are read at ${rate(read)}; no single partition stands out.${room}`,
    short: 'reads slower than is written',
  }
}

/**
 * The likely cause of a group's lag, the most telling first; null when nothing stands out or the lag is
 * not worth one. Each states only what the numbers show.
 */
export const causeOf = (
  snapshot: ClusterSnapshot,
  group: GroupSnapshot,
  trend: GroupTrend | null,
): Cause | null => {
  const rows = groupRows(snapshot, group)
  const dead = deadBroker(snapshot, rows)
  if (dead) return dead
  if ((groupSums(snapshot, group).lagMessages ?? 0) < WORTH) return null
  return (
    noMembers(group, trend) ??
    rebalancing(group, trend) ??
    standing(group, trend) ??
    hotPartition(rows) ??
    slow(group, trend)
  )
}
