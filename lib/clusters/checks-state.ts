import type { ClusterSnapshot, Unreachable } from '../snapshot/schema.ts'
import type { Trends } from '../trends/schema.ts'
import type { CheckMemory, CheckName, CheckState, CheckStatus, Offender } from './schema.ts'

/** What a check is given; `previous` is the same check's last state, null when there is none. */
export type CheckInput = {
  snapshot: ClusterSnapshot
  trends: Trends | null
  previous: CheckState | null
  /** The snapshot before this one, when the caller still has it. */
  before: ClusterSnapshot | null
  metricsConfigured: boolean
}

/** What a check found; `settle` adds the clock. */
export type Finding = {
  status: CheckStatus
  value: number | null
  atLeast?: boolean
  source: string | null
  observedAt: number | null
  reason: string | null
  offenders: Offender[]
  conditionSince?: number | null
  lastEventAt?: number | null
  memory?: CheckMemory
}

type Fixed = Pick<CheckState, 'warning' | 'critical' | 'unit'>

/** The guide's thresholds in the fixed order of every strip: a value above them (controller: other than 1). */
export const CHECKS: Record<CheckName, Fixed> = {
  consumer_lag: { warning: 10_000, critical: 100_000, unit: 'messages' },
  under_replicated_partitions: { warning: null, critical: 0, unit: 'partitions' },
  offline_partitions: { warning: null, critical: 0, unit: 'partitions' },
  isr_shrink: { warning: null, critical: 0, unit: 'partitions' },
  active_controller: { warning: null, critical: 1, unit: 'controllers' },
  request_latency_p99: { warning: 100, critical: null, unit: 'ms' },
  broker_disk: { warning: 75, critical: null, unit: 'percent' },
}

export const CHECK_ORDER = Object.keys(CHECKS) as CheckName[]

const SHOWN = 20

/**
 * A finding as a state: `since` moves only when the status does, and an unknown poll between two of
 * the same status does not restart its clock. A check that is ok from the first poll has no `since`.
 */
export const settle = (
  check: CheckName,
  finding: Finding,
  previous: CheckState | null,
  at: number,
): CheckState => {
  const { status } = finding
  const lastKnown = previous?.memory?.lastKnown
  const quiet = status === 'ok' || status === 'not_measured'
  let since: number | null
  if (!previous) since = quiet ? null : (finding.conditionSince ?? at)
  else if (previous.status === status) since = previous.since
  else if (previous.status === 'unknown' && lastKnown?.status === status) since = lastKnown.since
  else since = at
  return {
    check,
    status,
    since,
    value: finding.value,
    atLeast: finding.atLeast ?? false,
    ...CHECKS[check],
    source: finding.source,
    observedAt: finding.observedAt,
    reason: finding.reason,
    offenders: finding.offenders.slice(0, SHOWN),
    offenderCount: finding.offenders.length,
    conditionSince: finding.conditionSince ?? null,
    lastEventAt: finding.lastEventAt ?? null,
    memory: {
      ...finding.memory,
      ...(status === 'unknown'
        ? lastKnown
          ? { lastKnown }
          : {}
        : { lastKnown: { status, since } }),
    },
  }
}

/**
 * Nothing answers: every check is unknown and keeps its last value with that value's time, and all it
 * remembers. What is not measured stays so: reaching the cluster would not change it.
 */
export const unreachableState = (
  check: CheckName,
  previous: CheckState | null,
  { unreachable, now }: { unreachable: Unreachable | null; now: number },
): CheckState => {
  if (previous?.status === 'not_measured') return previous
  const at = unreachable?.since ?? now
  const state = settle(
    check,
    {
      status: 'unknown',
      value: previous?.value ?? null,
      atLeast: previous?.atLeast ?? false,
      source: previous?.source ?? null,
      observedAt: previous?.observedAt ?? null,
      reason: unreachable ? `cannot be reached: ${unreachable.reason}` : 'not polled yet',
      offenders: previous?.offenders ?? [],
      conditionSince: previous?.conditionSince ?? null,
      lastEventAt: previous?.lastEventAt ?? null,
      memory: previous?.memory ?? {},
    },
    previous,
    at,
  )
  return { ...state, offenderCount: previous?.offenderCount ?? 0 }
}

/**
 * How much watched time lies between the last evaluation and this one, in ms: nothing when polls were
 * missed in between, since nobody saw what happened then.
 */
export const watchedMs = (snapshot: ClusterSnapshot, previous: CheckState | null): number => {
  if (previous?.observedAt == null) return 0
  const gap = snapshot.observedAt - previous.observedAt
  return gap > 0 && gap <= 2.5 * snapshot.tickMs ? gap : 0
}

/** The last status that was not unknown. */
export const knownStatus = (previous: CheckState | null): CheckStatus | null =>
  previous?.memory?.lastKnown?.status ?? previous?.status ?? null
