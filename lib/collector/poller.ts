import { evaluateChecks } from '../clusters/checks.ts'
import type { CheckState } from '../clusters/schema.ts'
import type { ClusterConfig } from '../config/schema.ts'
import { diffSnapshots } from '../events/diff.ts'
import type { NewEvent } from '../events/schema.ts'
import type { Gateway } from '../kafka/gateway.ts'
import { createScraper } from '../metrics/scrape.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import { nextTickMs } from '../snapshot/plan.ts'
import type { ClusterSnapshot, Unreachable } from '../snapshot/schema.ts'
import { takeSnapshot } from '../snapshot/take.ts'
import type { Trends } from '../trends/schema.ts'
import type { Tracker } from '../trends/tracker.ts'

/** What a poller starts from: what was stored before it, and a tracker that was given the last hour. */
export type Beginning = {
  /** The last snapshot, whole, or its facts alone (`factsOnly`); null: never polled. */
  previous: ClusterSnapshot | null
  factsOnly: boolean
  checks: CheckState[]
  trends: Trends | null
  /** When an outage that still lasted was first seen, epoch ms. */
  outageSince: number | null
  tracker: Tracker
}

/** One poll: the record to store; null when the cluster was never reached, and then only the outage is known. */
export type Polled = {
  record: LiveRecord | null
  unreachable: Unreachable | null
  events: NewEvent[]
  durationMs: number
  /** The tick to keep from now on. */
  tickMs: number
}

const outageEvent = (kind: 'outage_began' | 'outage_ended', to: number, after: string | null) => ({
  kind,
  from: null,
  to,
  topicId: null,
  topic: null,
  partition: null,
  group: null,
  broker: null,
  before: null,
  after,
})

/**
 * Polls one cluster and says what each poll means: trends, checks, events. The state between polls is
 * here and nowhere else; one poll at a time.
 */
export const createPoller = (
  config: ClusterConfig,
  gateway: Gateway,
  begin: Beginning,
  writtenBy: string,
) => {
  const scraper = createScraper(config)
  const { tracker } = begin
  let { previous, checks } = begin
  let carry = begin.factsOnly ? null : previous
  let { trends, outageSince } = begin
  let sequence = 0
  let tickMs = config.poll.tickMs

  /** Broker figures come from another address than Kafka: asked at the same time when it is known whom to ask. */
  const scrape = (ids: number[]) =>
    scraper?.scrape(ids, Math.min(config.poll.requestTimeoutMs, tickMs / 2), Date.now())

  const withMetrics = async (
    snapshot: ClusterSnapshot,
    early: ReturnType<typeof scrape>,
  ): Promise<ClusterSnapshot> => {
    const metrics = await (early ?? scrape(snapshot.brokers.map((b) => b.id)))
    if (!metrics) return snapshot
    const brokers = snapshot.brokers.map((b) => ({ ...b, metrics: metrics.get(b.id) ?? b.metrics }))
    return { ...snapshot, brokers }
  }

  const evaluate = (snapshot: ClusterSnapshot | null, unreachable: Unreachable | null) =>
    evaluateChecks({
      snapshot,
      unreachable,
      trends,
      previous: checks,
      metricsConfigured: scraper !== null,
      now: Date.now(),
      before: previous,
    })

  const failed = (unreachable: Unreachable): Polled => {
    const { attemptedAt, reason } = unreachable
    const isNew = outageSince === null
    outageSince ??= unreachable.since
    const lasting = { ...unreachable, since: outageSince }
    checks = evaluate(carry, lasting)
    const record = carry &&
      trends && {
        snapshot: carry,
        unreachable: lasting,
        trends,
        checks,
        writtenBy,
        writtenAt: Date.now(),
      }
    const events = isNew ? [outageEvent('outage_began', attemptedAt, reason)] : []
    return { record, unreachable: lasting, events, durationMs: 0, tickMs }
  }

  const reached = (snapshot: ClusterSnapshot): Polled => {
    const now = tracker.observe(snapshot, snapshot.observedAt)
    trends = now
    checks = evaluate(snapshot, null)
    const events: NewEvent[] = previous ? diffSnapshots(previous, snapshot) : []
    if (outageSince !== null) events.unshift(outageEvent('outage_ended', snapshot.observedAt, null))
    outageSince = null
    previous = snapshot
    carry = snapshot
    tickMs = nextTickMs(snapshot.durationMs, tickMs, config.poll.tickMs)
    const writtenAt = Date.now()
    const record = { snapshot, unreachable: null, trends: now, checks, writtenBy, writtenAt }
    return { record, unreachable: null, events, durationMs: snapshot.durationMs, tickMs }
  }

  return {
    /** Polls once. Only a mistake of our own throws. */
    poll: async (): Promise<Polled> => {
      const full = sequence === 0
      const early = carry && !full ? scrape(carry.brokers.map((b) => b.id)) : undefined
      early?.catch(() => undefined)
      const taken = await takeSnapshot(gateway, { config, previous: carry, sequence, tickMs, full })
      if (taken.snapshot === null) return failed(taken.unreachable)
      sequence++
      return reached(await withMetrics(taken.snapshot, early))
    },
    close: () => gateway.close(),
  }
}

export type Poller = ReturnType<typeof createPoller>
