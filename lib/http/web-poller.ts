import { readBeginning } from '../collector/begin.ts'
import { type Beginning, createPoller, type Poller } from '../collector/poller.ts'
import type { ClusterConfig } from '../config/schema.ts'
import type { Database } from '../context.ts'
import { answeredWithin } from '../deadline.ts'
import { openGateway } from '../kafka/gateway.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import type { Unreachable } from '../snapshot/schema.ts'
import { createTracker } from '../trends/tracker.ts'

/** What is stored is a head start, not a condition: a first poll does not wait longer for it. */
const BEGINNING_MS = 700

export type WebPoller = {
  /** Polls once; throws when no broker was ever reached. One at a time: the live cache sees to it. */
  poll(previous: LiveRecord | null): Promise<LiveRecord>
  /** What the last poll met; null while brokers answer. */
  unreachable(): Unreachable | null
}

/** What is known from the record that pages show now, when the store cannot be asked. */
function beginningOf(record: LiveRecord | null): Beginning {
  const tracker = createTracker()
  if (record) tracker.observe(record.snapshot, record.snapshot.observedAt)
  return {
    previous: record?.snapshot ?? null,
    factsOnly: false,
    checks: record?.checks ?? [],
    trends: record?.trends ?? null,
    outageSince: record?.unreachable?.since ?? null,
    tracker,
  }
}

/**
 * The web process's own way to a record, for when the collector's is old: the same poll, checks and
 * trends as the collector's, so that both say the same of the same brokers. It stores nothing.
 */
export function createWebPoller(config: ClusterConfig, db: () => Database): WebPoller {
  const gateway = openGateway(config, { purpose: 'interactive' })
  let poller: Poller | null = null
  let own: LiveRecord | null = null
  let unreachable: Unreachable | null = null

  async function begin(previous: LiveRecord | null): Promise<Poller> {
    const stored = await answeredWithin(
      Promise.resolve().then(() => readBeginning(db(), config.id)),
      BEGINNING_MS,
    ).catch(() => null)
    const usable = stored !== null && (stored.previous !== null || previous === null)
    return createPoller(config, gateway, usable ? stored : beginningOf(previous), 'web')
  }

  return {
    unreachable: () => unreachable,
    async poll(previous) {
      // The collector was back in between: what this process remembers is older than its record.
      if (poller === null || (previous !== null && previous !== own)) poller = await begin(previous)
      const polled = await poller.poll()
      unreachable = polled.unreachable
      if (polled.record === null) throw new Error(polled.unreachable?.reason ?? 'no broker answers')
      own = polled.record
      return polled.record
    },
  }
}
