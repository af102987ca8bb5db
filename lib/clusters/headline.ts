import { groupSums } from '../groups/rules.ts'
import type { ClusterSnapshot, Unreachable } from '../snapshot/schema.ts'
import type { Trends } from '../trends/schema.ts'
import { about, compact, count, duration, listed, plural } from '../words.ts'
import type { Trouble } from './attention.ts'
import { RANK } from './attention.ts'
import type { CheckState, CheckStatus, Headline } from './schema.ts'

const ORDER: CheckStatus[] = ['critical', 'unknown', 'warning', 'pending', 'ok']

/** The worst status of the strip; what is not measured does not count against it. */
export const worstStatus = (checks: CheckState[]): CheckStatus =>
  ORDER.find((status) => checks.some((one) => one.status === status)) ?? 'ok'

/** A sentence begins with a capital, but a group's id is never written differently. */
const upper = (text: string, id?: string): string =>
  id !== undefined && text.startsWith(id) ? text : text.charAt(0).toUpperCase() + text.slice(1)

/** One trouble as a clause that can stand in a sentence: "payments-settle is ≈ 12 min behind and growing". */
const clauseOf = (
  one: Trouble,
  snapshot: ClusterSnapshot,
  trends: Trends | null,
  checks: CheckState[],
): string => {
  if (one.kind === 'group') return groupClause(one, snapshot, trends)
  if (one.kind === 'broker') {
    const dead = snapshot.brokers.find((b) => String(b.id) === one.name)?.failingSince != null
    return dead ? `broker ${one.name} does not answer` : `broker ${one.name}: ${one.text}`
  }
  if (one.kind === 'topic') {
    const state = checks.find((c) => c.check === one.check)
    const n = state?.value ?? one.size
    const what = one.check === 'offline_partitions' ? 'offline' : 'under-replicated'
    return `${plural(n, 'partition')} ${n === 1 ? 'is' : 'are'} ${what}`
  }
  return one.text
}

const groupClause = (one: Trouble, snapshot: ClusterSnapshot, trends: Trends | null): string => {
  const trend = trends?.groups[one.name] ?? null
  const group = snapshot.groups.find((g) => g.id === one.name)
  const sums = group ? groupSums(snapshot, group) : null
  if (one.rank === RANK.lost)
    return `${one.name} has lost ${plural(sums?.lostMessages ?? 0, 'record')}`
  if (one.rank === RANK.losing)
    return `${one.name} loses data in ${duration(trend?.retentionSeconds ?? null)}`
  if (one.status === 'unknown') return `${one.name} cannot be read whole`
  const lag = `${sums?.lagComplete === false ? 'at least ' : ''}${compact(sums?.lagMessages ?? null)}`
  const far =
    trend?.lagSeconds != null && trend.lagSeconds >= 1
      ? about(trend.lagSeconds, trend.lagSecondsAtLeast)
      : lag
  const going =
    trend?.trend === 'growing' ? ' and growing' : trend?.trend === 'draining' ? ' and draining' : ''
  return `${one.name} is ${far} behind${going}`
}

const within = (snapshot: ClusterSnapshot, troubles: Trouble[]): string => {
  const total = snapshot.groups.length
  const bad = new Set(troubles.filter((t) => t.kind === 'group').map((t) => t.name)).size
  if (total === 0) return 'No groups.'
  if (bad === 0)
    return `${total === 1 ? 'The one group is' : `All ${count(total)} groups are`} within the thresholds.`
  return `${count(total - bad)} of ${plural(total, 'group')} ${total - bad === 1 ? 'is' : 'are'} within the thresholds.`
}

/**
 * The sentence on top, worst first, from the same troubles as the list below it: up to two of them,
 * the first in the colour of the strip's worst status; the rest in the quieter line.
 */
export const headlineOf = (
  snapshot: ClusterSnapshot,
  trends: Trends | null,
  checks: CheckState[],
  troubles: Trouble[],
): Headline => {
  const status = worstStatus(checks)
  const detailParts = [within(snapshot, troubles)]
  const blind = checks.filter((one) => one.status === 'not_measured').length
  if (blind > 0) detailParts.push(`${plural(blind, 'check')} not measured.`)
  if (troubles.length === 0) {
    const up = snapshot.brokers.filter((b) => b.registered && b.failingSince === null).length
    return {
      status,
      emphasis: '',
      rest: `${up === 1 ? 'The one broker answers' : `All ${count(up)} brokers answer`}. ${within(snapshot, troubles)}`,
      detail: detailParts.slice(1).join(' '),
    }
  }
  const clauses = new Map(
    troubles.map((one) => [
      clauseOf(one, snapshot, trends, checks),
      one.kind === 'group' ? one.name : undefined,
    ]),
  )
  const [first, second, ...others] = [...clauses].map(([clause, id]) => upper(clause, id))
  if (others.length > 0) detailParts.unshift(`${listed(others)}.`)
  return {
    status,
    emphasis: `${first}.`,
    rest: second ? `${second}.` : '',
    detail: detailParts.join(' '),
  }
}

/** Nothing can be said of it now: since when, why, and that what follows is old. */
export const blindHeadline = (unreachable: Unreachable | null, hasValues: boolean): Headline => ({
  status: 'unknown',
  emphasis: unreachable ? 'Cannot be reached.' : 'Not polled yet.',
  rest: '',
  detail: unreachable
    ? `${upper(unreachable.reason)}.${hasValues ? ' The numbers below are the last known.' : ''}`
    : 'The first poll is under way.',
})
