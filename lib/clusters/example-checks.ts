import type { ClusterSnapshot } from '../snapshot/schema.ts'
import type { GroupTrend, Trends } from '../trends/schema.ts'
import { evaluateChecks } from './checks.ts'
import type { CheckName, CheckState } from './schema.ts'

/** Evaluates snapshots one after another as a collector does and gives one check's state after each. */
export const run = (
  check: CheckName,
  snapshots: ClusterSnapshot[],
  options: {
    metricsConfigured?: boolean
    trends?: Trends
    first?: CheckState[]
    blind?: boolean
  } = {},
): CheckState[] => {
  let previous = options.first ?? []
  let before: ClusterSnapshot | null = null
  return snapshots.map((snapshot) => {
    previous = evaluateChecks({
      snapshot,
      unreachable: null,
      trends: options.trends ?? null,
      previous,
      metricsConfigured: options.metricsConfigured ?? false,
      now: snapshot.observedAt,
      // `blind`: as after a restart, with nothing but the stored states.
      before: options.blind ? null : before,
    })
    before = snapshot
    return pick(previous, check)
  })
}

export const pick = (states: CheckState[], check: CheckName): CheckState => {
  const found = states.find((one) => one.check === check)
  if (!found) throw new Error(`no check ${check}`)
  return found
}

export const groupTrend = (over: Partial<GroupTrend> = {}): GroupTrend => ({
  lagSeconds: null,
  lagSecondsAtLeast: false,
  producedPerSecond: null,
  consumedPerSecond: null,
  trend: 'unknown',
  slopePerSecond: null,
  drain: 'unknown',
  drainSeconds: null,
  retentionSeconds: null,
  spark: [],
  partitions: {},
  stoppedSince: null,
  ...over,
})

export const trendsOf = (groups: Record<string, GroupTrend>): Trends => ({
  at: 0,
  watchedSince: 0,
  groups,
  topics: {},
  cluster: { recordsPerSecond: null, lagSpark: [], checkSparks: {} },
})
