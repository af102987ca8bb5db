import type { ClusterSnapshot, Unreachable } from '../snapshot/schema.ts'
import type { Trends } from '../trends/schema.ts'
import { checkDisk, checkLatency } from './checks-brokers.ts'
import { checkController } from './checks-controller.ts'
import { checkIsr } from './checks-isr.ts'
import { checkLag } from './checks-lag.ts'
import { checkOffline, checkUnderReplicated } from './checks-replicas.ts'
import {
  CHECK_ORDER,
  type CheckInput,
  type Finding,
  settle,
  unreachableState,
} from './checks-state.ts'
import type { CheckName, CheckState } from './schema.ts'

const EVALUATE: Record<CheckName, (input: CheckInput) => Finding> = {
  consumer_lag: checkLag,
  under_replicated_partitions: checkUnderReplicated,
  offline_partitions: checkOffline,
  isr_shrink: checkIsr,
  active_controller: checkController,
  request_latency_p99: checkLatency,
  broker_disk: checkDisk,
}

/**
 * The guide's seven checks in their fixed order. `previous` are the states of the last evaluation
 * (empty at first), from memory or from the store: since when, the five minutes, the 15 minutes and the
 * two polls survive a restart through them. `before` is the snapshot before this one where the caller
 * has it. Evaluating one snapshot twice changes nothing. Unknown is never ok, and what is seen to be
 * critical stays critical though another part cannot be seen.
 */
export const evaluateChecks = (input: {
  snapshot: ClusterSnapshot | null
  unreachable: Unreachable | null
  trends: Trends | null
  previous: CheckState[]
  metricsConfigured: boolean
  /** Clock of the caller, epoch ms: when an unreachable cluster was never seen, its states date from here. */
  now: number
  before?: ClusterSnapshot | null
}): CheckState[] =>
  CHECK_ORDER.map((check) => {
    const previous = input.previous.find((one) => one.check === check) ?? null
    const { snapshot } = input
    if (!snapshot || input.unreachable) return unreachableState(check, previous, input)
    const finding = EVALUATE[check]({
      snapshot,
      trends: input.trends,
      previous,
      before: input.before ?? null,
      metricsConfigured: input.metricsConfigured,
    })
    return settle(check, finding, previous, snapshot.observedAt)
  })
