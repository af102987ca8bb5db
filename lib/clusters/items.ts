import { brokersUp } from '../brokers/rules.ts'
import type { ClusterConfig } from '../config/schema.ts'
import type { Live } from '../context.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import type { Unreachable } from '../snapshot/schema.ts'
import { isoOf } from '../times.ts'
import { duration } from '../words.ts'
import { evaluateChecks } from './checks.ts'
import { freshnessOf, isBlind } from './freshness.ts'
import { type Judgement, judge, judgeBlind } from './judgement.ts'
import type { Check, CheckState, ClusterDetail, ClusterItem } from './schema.ts'
import { totalsOf } from './totals.ts'

/** A check as it leaves: times as text, without what the next evaluation must remember. */
export const checkOf = (state: CheckState): Check => ({
  check: state.check,
  status: state.status,
  since: isoOf(state.since),
  value: state.value,
  atLeast: state.atLeast,
  warning: state.warning,
  critical: state.critical,
  unit: state.unit,
  source: state.source,
  observedAt: isoOf(state.observedAt),
  reason: state.reason,
  offenders: state.offenders,
  offenderCount: state.offenderCount,
})

/** Why nothing may be said of it now: what the poll met, or that nobody polled it for five ticks. */
function whyBlind(record: LiveRecord, live: Live, now: number): Unreachable {
  const known = record.unreachable ?? live.unreachable
  if (known) return known
  const { observedAt } = record.snapshot
  const reason = `no poll for ${duration((now - observedAt) / 1000)}`
  return { since: observedAt, attemptedAt: now, reason }
}

/** The checks and the judgement of now: the record's own, or all unknown with the last values when it is blind. */
function stand(config: ClusterConfig, live: Live, now: number) {
  const { record } = live
  if (record && !isBlind(record, now)) {
    return { blind: false, checks: record.checks, judgement: judge(record) }
  }
  const why = record ? whyBlind(record, live, now) : live.unreachable
  const checks = evaluateChecks({
    snapshot: record?.snapshot ?? null,
    unreachable: why,
    trends: record?.trends ?? null,
    previous: record?.checks ?? [],
    metricsConfigured: config.metrics !== null,
    now,
  })
  return { blind: true, checks, judgement: judgeBlind(config.name, why, checks, record !== null) }
}

type Seen = { item: ClusterItem; judgement: Judgement; blind: boolean }

/** One cluster as the list of clusters shows it; every number is null when it was never seen. */
function seen(config: ClusterConfig, live: Live, now: number): Seen {
  const { record } = live
  const { blind, checks, judgement } = stand(config, live, now)
  const totals = record && totalsOf(record, blind)
  const brokers = record && brokersUp(record.snapshot)
  const item: ClusterItem = {
    id: config.id,
    name: config.name,
    environment: config.environment,
    kafkaVersion: record?.snapshot.kafkaVersion ?? null,
    status: judgement.headline.status,
    since: judgement.since,
    headline: judgement.headline,
    brokersUp: blind ? null : (brokers?.up ?? null),
    brokersTotal: brokers?.total ?? null,
    checks: checks.map(checkOf),
    worstGroup: totals?.worstGroup ?? null,
    totalLagMessages: totals?.totalLagMessages ?? null,
    lagSpark: record?.trends.cluster.lagSpark ?? [],
    groups: totals?.groups ?? null,
    topics: totals?.topics ?? null,
    freshness: freshnessOf(record, { via: live.via, tickMs: config.poll.tickMs, now }),
    observedAt: isoOf(record?.snapshot.observedAt),
  }
  return { item, judgement, blind }
}

/** One cluster for the list. */
export const clusterItem = (config: ClusterConfig, live: Live, now: number): ClusterItem =>
  seen(config, live, now).item

/** One cluster for its page. */
export function clusterDetail(config: ClusterConfig, live: Live, now: number): ClusterDetail {
  const { record } = live
  const { item, judgement, blind } = seen(config, live, now)
  const snapshot = record?.snapshot ?? null
  return {
    ...item,
    kafkaClusterId: snapshot?.kafkaClusterId ?? null,
    mode: snapshot?.mode ?? 'unknown',
    visibility: snapshot?.visibility ?? 'unknown',
    controllerId: snapshot?.quorum.value?.leaderId ?? null,
    groupsListed: snapshot?.groupsListed ?? null,
    topicsListed: snapshot?.topicsListed ?? null,
    partitions: record ? totalsOf(record, blind).partitions : null,
    recordsPerSecond: record?.trends.cluster.recordsPerSecond ?? null,
    attention: judgement.attention,
    checkSparks: record?.trends.cluster.checkSparks ?? {},
  }
}
