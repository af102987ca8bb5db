import { causeOf } from '../groups/cause.ts'
import { groupSums } from '../groups/rules.ts'
import { type GroupStatus, groupStatus, lagText, lagWords } from '../groups/status.ts'
import type { ClusterSnapshot, GroupSnapshot } from '../snapshot/schema.ts'
import type { GroupTrend, Trends } from '../trends/schema.ts'
import { about, compact, roughDuration } from '../words.ts'
import type { Attention, CheckName, CheckState, CheckStatus, Offender } from './schema.ts'

/** What needs a look, with what the headline and the order are made from. */
export type Trouble = Omit<Attention, 'since'> & {
  since: number | null
  /** Higher hurts more; see `RANK`. */
  rank: number
  /** Orders within a rank. */
  size: number
  check: CheckName
}

/** Data lost or lost within a day, offline, critical and growing, critical, unknown, pending, warning; a draining warning last. */
export const RANK = {
  lost: 90,
  losing: 85,
  offline: 80,
  growing: 70,
  critical: 60,
  unknown: 50,
  pending: 45,
  warning: 40,
  draining: 30,
} as const

const rankOf = (status: CheckStatus): number =>
  status === 'critical'
    ? RANK.critical
    : status === 'unknown'
      ? RANK.unknown
      : status === 'pending'
        ? RANK.pending
        : RANK.warning

const groupRank = (is: GroupStatus, trend: GroupTrend | null): number => {
  if (is.cause === 'lost') return RANK.lost
  if (is.cause === 'losing') return RANK.losing
  if (is.status === 'critical') {
    if (trend?.trend === 'growing') return RANK.growing
    return trend?.trend === 'draining' ? RANK.critical - 1 : RANK.critical
  }
  if (is.status === 'warning' && trend?.trend === 'draining') return RANK.draining
  return rankOf(is.status)
}

/** "growing 1.2k/min", "draining, clear in 6 min", "not reading"; empty when nothing is known of it. */
export const movement = (trend: GroupTrend | null): string => {
  if (!trend) return ''
  if (trend.trend === 'growing') {
    const perMinute = (trend.slopePerSecond ?? 0) * 60
    return perMinute >= 1 ? `growing ${compact(perMinute)}/min` : 'growing'
  }
  if (trend.drain === 'draining' && trend.drainSeconds !== null)
    return `draining, clear in ${roughDuration(trend.drainSeconds)}`
  return trend.stoppedSince !== null ? 'its commits stand still' : ''
}

const groupText = (
  snapshot: ClusterSnapshot,
  group: GroupSnapshot,
  is: GroupStatus,
  trend: GroupTrend | null,
): string => {
  const sums = groupSums(snapshot, group)
  const parts: string[] = []
  if (is.cause === 'lag') {
    parts.push(lagText(snapshot, group, trend), `${lagWords(sums)} behind`)
  } else if (is.cause === 'losing') {
    const soon = about(trend?.retentionSeconds ?? null)
    parts.push(`its commits meet the log start in ${soon}`, `${lagWords(sums)} behind`)
  } else if (is.cause === 'unknown' && (sums.lagMessages ?? 0) > 0) {
    parts.push(`${lagWords(sums)} behind`, is.reason ?? '')
  } else parts.push(is.reason ?? '')
  parts.push(movement(trend))
  const said = parts.filter((part) => part !== '').join(', ')
  const cause = causeOf(snapshot, group, trend)
  return cause ? `${said}; ${cause.short}` : said
}

const offset = (value: bigint | null | undefined): string | null => value?.toString() ?? null

const ofGroup = (
  snapshot: ClusterSnapshot,
  group: GroupSnapshot,
  trend: GroupTrend | null,
): Trouble | null => {
  const is = groupStatus(snapshot, group, trend)
  if (is.status === 'ok') return null
  const { worst, lagMessages } = groupSums(snapshot, group)
  return {
    status: is.status,
    kind: 'group',
    name: group.id,
    text: groupText(snapshot, group, is, trend),
    since: trend?.stoppedSince ?? null,
    waterline: worst && {
      logStartOffset: offset(worst.start),
      committedOffset: offset(worst.committed),
      logEndOffset: offset(worst.end),
      position: worst.position,
    },
    rank: groupRank(is, trend),
    size: trend?.lagSeconds ?? lagMessages ?? 0,
    check: 'consumer_lag',
  }
}

const bare = { waterline: null }

/** Offenders of one broker under several checks are one trouble: it died, and all of it follows. */
const ofBrokers = (snapshot: ClusterSnapshot, checks: CheckState[]): Trouble[] => {
  const found = new Map<string, Trouble>()
  const add = (name: string, trouble: Trouble) => {
    const known = found.get(name)
    if (!known) found.set(name, trouble)
    else {
      if (!known.text.includes(trouble.text)) known.text = `${known.text}; ${trouble.text}`
      if (trouble.rank > known.rank)
        Object.assign(known, { rank: trouble.rank, status: trouble.status, check: trouble.check })
      known.since = Math.min(known.since ?? Infinity, trouble.since ?? Infinity)
      if (!Number.isFinite(known.since)) known.since = null
    }
  }
  for (const broker of snapshot.brokers) {
    if (broker.failingSince === null) continue
    const status = 'unknown' as const
    add(String(broker.id), {
      ...bare,
      status,
      kind: 'broker',
      name: String(broker.id),
      text: `does not answer: ${broker.failure ?? 'no reason given'}`,
      since: broker.failingSince,
      rank: RANK.unknown,
      size: 1,
      check: 'broker_disk',
    })
  }
  for (const state of checks) {
    for (const one of state.offenders) {
      if (one.kind !== 'broker' && one.kind !== 'log_dir') continue
      const { status, text } = one
      const rank = rankOf(status)
      const { since, check } = state
      const size = one.value ?? 0
      add(one.name, {
        ...bare,
        status,
        kind: 'broker',
        name: one.name,
        text,
        since,
        rank,
        size,
        check,
      })
    }
  }
  return [...found.values()]
}

const ofTopics = (checks: CheckState[], brokersTold: boolean): Trouble[] => {
  const troubles: Trouble[] = []
  const topicsOf = (name: CheckName): [CheckState, Offender[]] | null => {
    const state = checks.find((one) => one.check === name)
    return state ? [state, state.offenders.filter((o) => o.kind === 'topic')] : null
  }
  const add = (state: CheckState, one: Offender, rank: number) =>
    troubles.push({
      ...bare,
      status: one.status,
      kind: 'topic',
      name: one.name,
      text: one.text,
      since: state.since,
      rank,
      size: one.value ?? 0,
      check: state.check,
    })
  const offline = topicsOf('offline_partitions')
  for (const one of offline?.[1] ?? []) offline && add(offline[0], one, RANK.offline)
  // When a broker's own line says what it left, its partitions are not said again topic by topic.
  const under = topicsOf('under_replicated_partitions')
  const named = new Set(troubles.map((one) => one.name))
  for (const one of under?.[1] ?? []) {
    if (brokersTold || named.has(one.name)) continue
    under && add(under[0], one, rankOf(one.status))
  }
  return troubles
}

/** A check in trouble that none of the lines comes from gets one of its own, so that strip and list agree. */
const ofChecks = (checks: CheckState[], told: Trouble[]): Trouble[] =>
  checks.flatMap((state) => {
    const { status, check, since } = state
    if (status === 'ok' || status === 'not_measured') return []
    if (told.some((one) => one.check === check && one.status === status)) return []
    const text = `${LABEL[check]}: ${state.reason ?? state.offenders[0]?.text ?? status}`
    const size = state.value ?? 0
    return [
      {
        ...bare,
        status,
        kind: 'cluster',
        name: LABEL[check],
        text,
        since,
        rank: rankOf(status),
        size,
        check,
      },
    ]
  })

export const LABEL: Record<CheckName, string> = {
  consumer_lag: 'consumer lag',
  under_replicated_partitions: 'under-replicated partitions',
  offline_partitions: 'offline partitions',
  isr_shrink: 'ISR shrink',
  active_controller: 'active controller',
  request_latency_p99: 'produce p99',
  broker_disk: 'disk',
}

/** Offenders of every kind, worst first. Empty only when every check is ok or not measured. */
export const troublesOf = (
  snapshot: ClusterSnapshot,
  trends: Trends | null,
  checks: CheckState[],
): Trouble[] => {
  const groups = snapshot.groups.flatMap(
    (group) => ofGroup(snapshot, group, trends?.groups[group.id] ?? null) ?? [],
  )
  const brokers = ofBrokers(snapshot, checks)
  const brokersTold = brokers.some((one) => one.check === 'isr_shrink')
  const all = [...groups, ...brokers, ...ofTopics(checks, brokersTold)]
  return [...all, ...ofChecks(checks, all)].sort((a, b) => b.rank - a.rank || b.size - a.size)
}
