import { z } from 'zod'
import { isoTime, offsetText } from '../http/schema.ts'

/** The guide's seven thresholds (lag has two levels) and offline partitions, in the fixed order of every strip. */
export const checkName = z.enum([
  'consumer_lag',
  'under_replicated_partitions',
  'offline_partitions',
  'isr_shrink',
  'active_controller',
  'request_latency_p99',
  'broker_disk',
])
export type CheckName = z.infer<typeof checkName>

export const checkStatus = z.enum([
  'ok',
  'pending',
  'warning',
  'critical',
  'unknown',
  'not_measured',
])
export type CheckStatus = z.infer<typeof checkStatus>

export const offender = z.object({
  kind: z.enum(['group', 'topic', 'partition', 'broker', 'log_dir']),
  /** Group id, topic name, broker id as text. */
  name: z.string(),
  topic: z.string().nullable(),
  partition: z.number().int().nullable(),
  value: z.number().nullable(),
  /** What is wrong with it, in words. */
  text: z.string(),
  status: checkStatus,
})
export type Offender = z.infer<typeof offender>

export const check = z.object({
  check: checkName,
  status: checkStatus,
  /** Since when it has had this status; null when ok since before watching began. */
  since: isoTime.nullable(),
  /** Lag: worst group's messages. Partitions: a count. Controller: how many. p99: ms. Disk: percent of the worst dir. */
  value: z.number().nullable(),
  /** True when the value is a lower bound. */
  atLeast: z.boolean(),
  warning: z.number().nullable(),
  critical: z.number().nullable(),
  unit: z.enum(['messages', 'partitions', 'controllers', 'ms', 'percent']),
  /** `protocol`, `jmx`, `prometheus`, joined by `+`; null when not measured. */
  source: z.string().nullable(),
  observedAt: isoTime.nullable(),
  /** Why unknown / not measured / pending ("58 s of 5 min allowed"), else null. */
  reason: z.string().nullable(),
  /** At most 20, worst first; `offenderCount` has them all. */
  offenders: z.array(offender),
  offenderCount: z.number().int(),
})
export type Check = z.infer<typeof check>

/**
 * A check with what it must remember between polls, in epoch milliseconds (stored beside the
 * snapshot and, because that row may be lost in a crash, in `cluster_state`).
 */
export type CheckState = Omit<Check, 'since' | 'observedAt'> & {
  since: number | null
  observedAt: number | null
  /** When the underlying condition began, before `pending` became a status. */
  conditionSince: number | null
  /** isr_shrink: the last confirmed shrink; it stays critical until whole and 15 min after. */
  lastEventAt: number | null
  /** What else the next evaluation must know; absent in a state written before it was needed. */
  memory?: CheckMemory
}

/** Plain JSON, bounded: at most a few kilobytes a check, whatever the size of the cluster. */
export type CheckMemory = {
  /** The last status that was not `unknown`, and since when: an unknown poll does not restart the clock. */
  lastKnown?: { status: CheckStatus; since: number | null }
  /** Watched time in ms during which the condition held without a break. Time not watched does not count. */
  conditionMs?: number
  /** under_replicated_partitions: the last ten minutes, as [end of the interval, its length in ms, 1 if it was bad]. */
  window?: [number, number, 0 | 1][]
  /** active_controller: polls in a row that saw a count other than one, and when the last of them was. */
  polls?: number
  pollAt?: number
  /** isr_shrink: replicas out of the ISR by `topicId/partition`, to be compared after a restart. */
  missing?: Record<string, number[]>
  /** isr_shrink: since when every ISR is whole again. */
  wholeSince?: number | null
  /** isr_shrink: the brokers' IsrShrinks counters, by broker id. */
  counters?: Record<string, number>
}

/** Needs attention: offenders of every kind, ranked; the headline and the strip agree with it. */
export const attention = z.object({
  status: checkStatus,
  kind: z.enum(['group', 'topic', 'broker', 'cluster']),
  name: z.string(),
  /** "≈ 12 min, at least 104.6k behind, growing 1.2k/min; one hot partition" */
  text: z.string(),
  since: isoTime.nullable(),
  /** The waterline of the worst partition for a group, else null. */
  waterline: z
    .object({
      logStartOffset: offsetText.nullable(),
      committedOffset: offsetText.nullable(),
      logEndOffset: offsetText.nullable(),
      position: z.string(),
    })
    .nullable(),
})
export type Attention = z.infer<typeof attention>

export const headline = z.object({
  status: checkStatus,
  /** The sentence, worst first; `emphasis` is its first part, drawn in the status colour. */
  emphasis: z.string(),
  rest: z.string(),
  /** A second, quieter line. */
  detail: z.string(),
})
export type Headline = z.infer<typeof headline>

export const freshness = z.object({
  /** `fresh` < 2 ticks, `stale` ≥ 2, `dead` ≥ 5. */
  state: z.enum(['fresh', 'stale', 'dead', 'never']),
  observedAt: isoTime.nullable(),
  ageSeconds: z.number().nullable(),
  tickSeconds: z.number(),
  slowed: z.boolean(),
  /** `collector` or `web`. */
  via: z.string().nullable(),
})
export type Freshness = z.infer<typeof freshness>

export const worstGroup = z.object({
  id: z.string(),
  lagMessages: z.number().nullable(),
  lagSeconds: z.number().nullable(),
  lagComplete: z.boolean(),
})

export const clusterItem = z.object({
  id: z.string(),
  name: z.string(),
  environment: z.string(),
  kafkaVersion: z.string().nullable(),
  status: checkStatus,
  since: isoTime.nullable(),
  headline,
  brokersUp: z.number().int().nullable(),
  brokersTotal: z.number().int().nullable(),
  checks: z.array(check),
  worstGroup: worstGroup.nullable(),
  totalLagMessages: z.number().nullable(),
  /** Over the last hour, oldest first. */
  lagSpark: z.array(z.number().nullable()),
  groups: z.number().int().nullable(),
  topics: z.number().int().nullable(),
  freshness,
  observedAt: isoTime.nullable(),
})
export type ClusterItem = z.infer<typeof clusterItem>

export const clusterDetail = clusterItem.extend({
  kafkaClusterId: z.string().nullable(),
  mode: z.enum(['kraft', 'zookeeper', 'unknown']),
  visibility: z.enum(['full', 'principal', 'unknown']),
  controllerId: z.number().int().nullable(),
  groupsListed: z.number().int().nullable(),
  topicsListed: z.number().int().nullable(),
  partitions: z.number().int().nullable(),
  recordsPerSecond: z.number().nullable(),
  attention: z.array(attention),
  /** By check, its last hour for the sparkline. */
  checkSparks: z.record(z.string(), z.array(z.number().nullable())),
})
export type ClusterDetail = z.infer<typeof clusterDetail>
