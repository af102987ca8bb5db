import { groupSums } from '../groups/rules.ts'
import { type GroupStatus, groupStatus, lagText, lagWords } from '../groups/status.ts'
import type { ClusterSnapshot, GroupSnapshot } from '../snapshot/schema.ts'
import type { GroupTrend } from '../trends/schema.ts'
import { plural } from '../words.ts'
import type { CheckInput, Finding } from './checks-state.ts'
import type { Offender } from './schema.ts'

/** Lost data first, then what loses it soon, lag by size, the unknown. */
const RANK = { lost: 4, losing: 3, lag: 2, unknown: 1 }

type Judged = { group: GroupSnapshot; is: GroupStatus; trend: GroupTrend | null; lag: number }

/**
 * Consumer lag: > 10,000 messages a warning, > 100,000 critical, each group by itself; a group that
 * lost data or will within a day is critical too. The value is the worst group's lag. A group that
 * cannot be read whole makes an otherwise good check unknown.
 */
export const checkLag = ({ snapshot, trends }: CheckInput): Finding => {
  const bad: Judged[] = []
  let value: number | null = null
  let atLeast = false
  for (const group of snapshot.groups) {
    const sums = groupSums(snapshot, group)
    const trend = trends?.groups[group.id] ?? null
    const is = groupStatus(snapshot, group, trend)
    if (is.status !== 'ok') bad.push({ group, is, trend, lag: sums.lagMessages ?? 0 })
    if (sums.lagMessages !== null && (value === null || sums.lagMessages > value)) {
      value = sums.lagMessages
      atLeast = !sums.lagComplete
    }
  }
  bad.sort((a, b) => weight(b) - weight(a) || b.lag - a.lag)
  const seen = new Set(bad.map((one) => one.is.status))
  const blind = unlisted(snapshot)
  const unknown = bad.filter((one) => one.is.status === 'unknown')
  const status = seen.has('critical')
    ? 'critical'
    : seen.has('warning')
      ? 'warning'
      : unknown.length > 0 || blind
        ? 'unknown'
        : 'ok'
  return {
    status,
    value,
    atLeast: atLeast || status === 'unknown',
    source: 'protocol',
    observedAt: snapshot.observedAt,
    reason: status === 'unknown' ? (blind ?? reasonOf(unknown)) : null,
    offenders: bad.map((one) => offender(snapshot, one)),
  }
}

const weight = ({ is }: Judged): number => {
  const rank = is.cause ? RANK[is.cause] : 0
  // A warning stands below the unknown: what cannot be seen may be critical.
  return is.status === 'warning' ? 0.5 : rank
}

const reasonOf = (unknown: Judged[]): string => {
  const [first] = unknown
  if (!first) return 'not known yet'
  const more = unknown.length > 1 ? `; ${plural(unknown.length, 'group')} cannot be read whole` : ''
  return `${first.group.id}: ${first.is.reason ?? 'not known yet'}${more}`
}

/** Brokers that did not answer ListGroups: groups they coordinate may not be in the list at all. */
const unlisted = (snapshot: ClusterSnapshot): string | null => {
  const silent = snapshot.problems.find((p) => p.request === 'ListGroups' && p.group === null)
  if (!silent) return null
  return silent.node === null
    ? 'the list of groups is incomplete'
    : `broker ${silent.node} does not answer: its groups are not known`
}

const offender = (snapshot: ClusterSnapshot, { group, is, trend }: Judged): Offender => {
  const sums = groupSums(snapshot, group)
  const worst = sums.worst
  return {
    kind: 'group',
    name: group.id,
    topic: worst?.topic ?? null,
    partition: worst?.partition ?? null,
    value: sums.lagMessages,
    text: offenderText(lagText(snapshot, group, trend), is, lagWords(sums)),
    status: is.status,
  }
}

/** "≈ 12 min, at least 104.6k behind"; what is lost or unknown speaks for itself. */
const offenderText = (time: string, is: GroupStatus, lag: string): string =>
  is.cause === 'lag' ? `${time}, ${lag} behind` : (is.reason ?? time)
