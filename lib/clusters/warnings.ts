import { indexSnapshot, isDown, keep } from '../groups/snapshot-index.ts'
import type { Warning } from '../http/schema.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import type { BrokerSnapshot, ClusterSnapshot, Unreachable } from '../snapshot/schema.ts'
import { clockText } from '../times.ts'
import { count, duration, listed, plural } from '../words.ts'
import { STALE_TICKS } from './freshness.ts'

type Seen = {
  record: LiveRecord
  databaseAway: boolean
  /** What this process's own poll met; the record's own comes first. */
  unreachable: Unreachable | null
  now: number
}

const warning = (code: string, message: string, scope: Warning['scope'] = {}): Warning => ({
  code,
  message,
  scope,
})

/** Partitions and groups whose numbers are unknown because this broker does not answer. */
const blindness = (
  snapshot: ClusterSnapshot,
  id: number,
): { partitions: number; groups: number } => {
  const all = keep(indexSnapshot(snapshot), 'blindness', () => {
    const counts = new Map<number, { partitions: number; groups: number }>()
    const of = (node: number) => {
      const known = counts.get(node) ?? { partitions: 0, groups: 0 }
      counts.set(node, known)
      return known
    }
    for (const topic of snapshot.topics) {
      for (const p of topic.partitions) if (p.endOffset === null) of(p.leader).partitions += 1
    }
    for (const group of snapshot.groups) {
      if (group.commits === null && group.coordinator !== null) of(group.coordinator).groups += 1
    }
    return counts
  })
  return all.get(id) ?? { partitions: 0, groups: 0 }
}

const brokerLine = (snapshot: ClusterSnapshot, broker: BrokerSnapshot, now: number): Warning => {
  const { partitions, groups } = blindness(snapshot, broker.id)
  const since = broker.failingSince ?? broker.lastAnsweredAt
  const when = since === null ? '' : ` since ${clockText(since, now)}`
  const why = broker.failure === null ? '' : ` (${broker.failure})`
  const unknown = [
    ...(partitions > 0 ? [plural(partitions, 'partition')] : []),
    ...(groups > 0 ? [plural(groups, 'group')] : []),
    'its disk',
  ]
  const cost = `unknown now: ${listed(unknown)}`
  return warning(
    'broker_unreachable',
    `Broker ${broker.id} has not answered${when}${why}; ${cost}`,
    { broker: broker.id },
  )
}

/** What Kafka refused or lacks, one line a reason and not one a broker. */
const refusals = (snapshot: ClusterSnapshot): Warning[] => {
  const lines = new Map<string, Warning>()
  for (const { code, request, message } of snapshot.problems) {
    if (code !== 'not_authorized' && code !== 'not_offered') continue
    const text = `${request}: ${message}`
    if (!lines.has(text)) lines.set(text, warning(code, text, { request }))
  }
  return [...lines.values()].slice(0, 5)
}

/** Everything that makes what is shown older, less or coarser than it looks; the worst first. */
export const warningsOf = ({ record, databaseAway, unreachable, now }: Seen): Warning[] => {
  const { snapshot } = record
  const lines: Warning[] = []
  const age = now - snapshot.observedAt
  const lost = record.unreachable ?? unreachable
  if (lost !== null) {
    const since = clockText(lost.since, now)
    lines.push(
      warning(
        'cluster_unreachable',
        `Not reachable since ${since}: ${lost.reason}. Last known values`,
      ),
    )
  } else if (age >= STALE_TICKS * snapshot.tickMs) {
    const from = clockText(snapshot.observedAt, now)
    lines.push(warning('stale', `Data from ${from}, ${duration(age / 1000)} old`))
  }
  for (const broker of snapshot.brokers) {
    if (isDown(broker)) lines.push(brokerLine(snapshot, broker, now))
  }
  if (databaseAway) {
    lines.push(
      warning('history_unavailable', 'Postgres does not answer: no history, live values only'),
    )
  }
  if (snapshot.visibility === 'principal') {
    lines.push(
      warning(
        'partial_visibility',
        'Every count is of what is visible to this principal: it lacks DESCRIBE on the cluster, and Kafka hides the rest silently',
      ),
    )
  }
  lines.push(...refusals(snapshot), ...limits(snapshot))
  return lines
}

const limits = (snapshot: ClusterSnapshot): Warning[] => {
  const lines: Warning[] = []
  const part = (noun: 'groups' | 'topics', watched: number, all: number) => {
    if (watched >= all) return
    const history = noun === 'groups' ? 'history for' : 'watching'
    lines.push(
      warning('filtered', `${history} ${count(watched)} of ${count(all)} ${noun}`, { noun }),
    )
  }
  part('groups', snapshot.groupsWatched, snapshot.groupsListed)
  part('topics', snapshot.topicsWatched, snapshot.topicsListed)
  if (snapshot.slowed) {
    const tick = duration(snapshot.tickMs / 1000)
    lines.push(warning('slowed', `Polls take long: a new one only every ${tick}`))
  }
  return lines
}
