import { missingReplicas } from '../brokers/rules.ts'
import { findPartition, indexSnapshot, isDown, partitionKey } from '../groups/snapshot-index.ts'
import type { ClusterSnapshot } from '../snapshot/schema.ts'
import { duration, plural } from '../words.ts'
import { type CheckInput, type Finding, knownStatus } from './checks-state.ts'
import type { CheckState, Offender } from './schema.ts'

/** After the ISR is whole again the check stays critical this long, so that a flap is not missed. */
export const ISR_HOLD_MS = 15 * 60_000
const REMEMBERED = 2_000

/**
 * Any ISR shrink is critical, until every ISR is whole and for 15 minutes after. Two sources: what
 * Metadata shows of each partition compared with the poll before (a dead broker's shrink is the
 * controller's work and no broker counts it), and the brokers' own IsrShrinks counters (they see a
 * flap between two polls). A replica that a reassignment adds or removes is no shrink.
 */
export const checkIsr = (input: CheckInput): Finding => {
  const { snapshot, previous } = input
  const at = snapshot.observedAt
  const missing = missingNow(snapshot)
  const shrunk = shrunkPartitions(input, missing)
  const jmx = countedByBrokers(snapshot, previous)
  const event = shrunk > 0 || jmx.shrinks > 0
  const lastEventAt = event ? at : (previous?.lastEventAt ?? null)
  const whole = missing.size === 0
  const firstSight = previous?.memory?.missing === undefined
  const was = knownStatus(previous)
  const wholeSince = whole ? (event ? at : (previous?.memory?.wholeSince ?? at)) : null
  const holding =
    whole && wholeSince !== null && lastEventAt !== null && at - wholeSince < ISR_HOLD_MS
  // An ISR that was not whole when watching began shrank before it did; a new topic's was never whole.
  const critical = event || holding || (!whole && (firstSight || was === 'critical'))
  return {
    status: critical ? 'critical' : 'ok',
    value: missing.size,
    source: jmx.counted > 0 ? 'protocol+jmx' : 'protocol',
    observedAt: at,
    reason: critical
      ? reasonOf(holding, at - (wholeSince ?? at), !whole && lastEventAt === null)
      : jmx.blind,
    offenders: offenders(snapshot, missing, jmx.by, holding ? previous : null),
    conditionSince: critical ? (previous?.conditionSince ?? at) : null,
    lastEventAt,
    memory: {
      missing: Object.fromEntries([...missing].slice(0, REMEMBERED)),
      wholeSince,
      counters: jmx.counters,
    },
  }
}

const reasonOf = (holding: boolean, wholeMs: number, before: boolean): string | null => {
  if (holding)
    return `whole again; critical for another ${duration((ISR_HOLD_MS - wholeMs) / 1000)}`
  return before ? 'not whole since before watching began' : null
}

/** Replicas out of the ISR by `topicId/partition`, without those a reassignment adds or removes. */
const missingNow = (snapshot: ClusterSnapshot): Map<string, number[]> => {
  const { reassignments } = indexSnapshot(snapshot)
  const missing = new Map<string, number[]>()
  for (const topic of snapshot.topics) {
    for (const p of topic.partitions) {
      if (p.isr.length >= p.replicas.length) continue
      const moving = reassignments.get(partitionKey(topic.name, p.partition))
      const out = missingReplicas(p.replicas, p.isr, [
        ...(moving?.adding ?? []),
        ...(moving?.removing ?? []),
      ])
      if (out.length > 0) missing.set(`${topic.id}/${p.partition}`, out)
    }
  }
  return missing
}

/** How many partitions lost a replica from their ISR since the last evaluation. */
const shrunkPartitions = (input: CheckInput, missing: Map<string, number[]>): number => {
  const known = input.previous?.memory?.missing
  if (!known) return 0
  const isrBefore = isrLookup(input.before)
  let shrunk = 0
  for (const [key, out] of missing) {
    const was = known[key] ?? []
    const left = out.filter((id) => !was.includes(id))
    // With the snapshot before at hand: a new topic, or a replica never in sync, has not shrunk.
    if (left.some((id) => isrBefore === null || isrBefore(key)?.includes(id))) shrunk += 1
  }
  return shrunk
}

const isrLookup = (before: ClusterSnapshot | null): ((key: string) => number[] | null) | null => {
  if (!before) return null
  const byId = new Map(before.topics.map((topic) => [topic.id, topic]))
  return (key) => {
    const slash = key.lastIndexOf('/')
    const topic = byId.get(key.slice(0, slash))
    return findPartition(topic, Number(key.slice(slash + 1)))?.isr ?? null
  }
}

type Counted = {
  shrinks: number
  by: Map<number, number>
  counters: Record<string, number>
  counted: number
  blind: string | null
}

/** Deltas of the IsrShrinks counters; a counter that fell was reset by a restart and counts from there. */
const countedByBrokers = (snapshot: ClusterSnapshot, previous: CheckState | null): Counted => {
  const counters = { ...previous?.memory?.counters }
  const by = new Map<number, number>()
  let counted = 0
  for (const broker of snapshot.brokers) {
    const now = broker.metrics.value?.isrShrinks ?? null
    if (now === null) continue
    counted += 1
    const was = counters[broker.id]
    if (was !== undefined && now > was) by.set(broker.id, now - was)
    counters[broker.id] = now
  }
  const flaps = `flaps under ${duration(snapshot.tickMs / 1000)} are not seen`
  const blind =
    counted === 0
      ? flaps
      : counted < snapshot.brokers.length
        ? `${flaps} on ${plural(snapshot.brokers.length - counted, 'broker')}`
        : null
  return { shrinks: [...by.values()].reduce((a, b) => a + b, 0), by, counters, counted, blind }
}

const offenders = (
  snapshot: ClusterSnapshot,
  missing: Map<string, number[]>,
  counted: Map<number, number>,
  held: CheckState | null,
): Offender[] => {
  const { brokers } = indexSnapshot(snapshot)
  const partitions = new Map<number, number>()
  for (const out of missing.values()) {
    for (const id of out) partitions.set(id, (partitions.get(id) ?? 0) + 1)
  }
  const found = [...partitions].map(([id, n]): Offender => {
    const broker = brokers.get(id)
    const fenced = !isDown(broker) ? '' : broker?.registered ? '; not fenced yet' : '; fenced'
    return of(id, n, `left the ISR of ${plural(n, 'partition')}${fenced}`)
  })
  for (const [id, n] of counted) {
    if (!partitions.has(id) && missing.size === 0) {
      found.push(of(id, n, `counted ${plural(n, 'ISR shrink')} between two polls`))
    }
  }
  if (found.length > 0) return found.sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  return (held?.offenders ?? []).map((one) =>
    one.text.includes('counted')
      ? one
      : {
          ...one,
          text: `was out of the ISR of ${plural(one.value ?? 0, 'partition')}; in sync again`,
        },
  )
}

const of = (id: number, value: number, text: string): Offender => ({
  kind: 'broker',
  name: String(id),
  topic: null,
  partition: null,
  value,
  text,
  status: 'critical',
})
