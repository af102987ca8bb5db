import type { ClusterConfig } from '../config/schema.ts'
import type { Live } from '../context.ts'
import { isoOf } from '../times.ts'
import type { Attention, CheckState, Headline } from './schema.ts'

export type Judgement = { headline: Headline; attention: Attention[]; since: string | null }

/** The sentence, what needs attention, and since when: from the same checks, so that they agree. */
export function judge(input: {
  config: ClusterConfig
  live: Live
  checks: CheckState[]
  blind: boolean
  now: number
}): Judgement {
  const order = ['critical', 'unknown', 'warning', 'pending'] as const
  const status = order.find((one) => input.checks.some((check) => check.status === one)) ?? 'ok'
  const worst = input.checks.filter((check) => check.status === status)
  const since = status === 'ok' ? null : Math.min(...worst.map((check) => check.since ?? Infinity))
  return {
    headline: { status, emphasis: status, rest: '', detail: '' },
    attention: [],
    since: since === null || !Number.isFinite(since) ? null : isoOf(since),
  }
}
