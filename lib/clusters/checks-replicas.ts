import type { ClusterSnapshot, TopicSnapshot } from '../snapshot/schema.ts'
import { topicHealth } from '../topics/rules.ts'
import { duration, plural } from '../words.ts'
import { type CheckInput, type Finding, watchedMs } from './checks-state.ts'
import type { CheckMemory, Offender } from './schema.ts'

/** The guide: under-replicated partitions > 0 for > 5 min is critical. */
export const URP_ALLOWED_MS = 5 * 60_000
const WINDOW_MS = 10 * 60_000
const FLAP_SHARE = 0.8
/** Intervals of one kind are merged up to this length, so that the window stays short at any tick. */
const MERGE_MS = 15_000

/**
 * Under-replicated partitions: pending until five watched minutes without a break, then critical.
 * A partition that comes back for a moment every few minutes never reaches five, so more than 80 % of
 * the last ten minutes is critical too.
 */
export const checkUnderReplicated = (input: CheckInput): Finding => {
  const { snapshot, previous } = input
  const offenders = byTopic(snapshot, (health) => health.underReplicated, 'under-replicated')
  const value = offenders.reduce((sum, one) => sum + (one.value ?? 0), 0)
  const bad = value > 0
  const watched = watchedMs(snapshot, previous)
  const wasBad = previous?.conditionSince != null
  const conditionMs = bad && wasBad ? (previous?.memory?.conditionMs ?? 0) + watched : 0
  const window = slide(previous?.memory?.window ?? [], snapshot.observedAt, watched, bad)
  const badMs = window.reduce((sum, [, ms, flag]) => sum + (flag ? ms : 0), 0)
  const flapping = badMs > FLAP_SHARE * WINDOW_MS && runs(window) > 1
  const critical = (bad && conditionMs >= URP_ALLOWED_MS) || flapping
  const hidden = unreadable(snapshot)
  const status = critical ? 'critical' : bad ? 'pending' : hidden ? 'unknown' : 'ok'
  return {
    status,
    value,
    atLeast: hidden !== null,
    source: 'protocol',
    observedAt: snapshot.observedAt,
    reason: critical
      ? flapping && conditionMs < URP_ALLOWED_MS
        ? `comes and goes: ${duration(badMs / 1000)} of the last 10 min`
        : null
      : bad
        ? `${duration(conditionMs / 1000)} of 5 min allowed`
        : hidden,
    offenders: offenders.map((one) => ({ ...one, status })),
    conditionSince: bad
      ? wasBad
        ? (previous?.conditionSince ?? null)
        : snapshot.observedAt
      : null,
    memory: { conditionMs, window },
  }
}

type Window = NonNullable<CheckMemory['window']>

const slide = (window: Window, at: number, ms: number, bad: boolean): Window => {
  const flag = bad ? 1 : 0
  const kept = window.filter(([end]) => end > at - WINDOW_MS && end <= at)
  if (ms === 0) return kept
  const last = kept.at(-1)
  if (last && last[2] === flag && last[1] + ms <= MERGE_MS) {
    return [...kept.slice(0, -1), [at, last[1] + ms, flag]]
  }
  return [...kept, [at, ms, flag]]
}

/** Separate stretches of trouble in the window: one long outage is not a flap. */
const runs = (window: Window): number =>
  window.filter(([, , flag], i) => flag === 1 && window[i - 1]?.[2] !== 1).length

/** Partitions without a leader: none is allowed. */
export const checkOffline = ({ snapshot }: CheckInput): Finding => {
  const offenders = byTopic(snapshot, (health) => health.offline, 'without a leader')
  const value = offenders.reduce((sum, one) => sum + (one.value ?? 0), 0)
  const hidden = unreadable(snapshot)
  const status = value > 0 ? 'critical' : hidden ? 'unknown' : 'ok'
  return {
    status,
    value,
    atLeast: hidden !== null,
    source: 'protocol',
    observedAt: snapshot.observedAt,
    reason: status === 'unknown' ? hidden : null,
    offenders: offenders.map((one) => ({
      ...one,
      status,
      text: `${one.text}${where(snapshot, one.name)}`,
    })),
  }
}

const byTopic = (
  snapshot: ClusterSnapshot,
  count: (health: ReturnType<typeof topicHealth>) => number,
  what: string,
): Offender[] => {
  const offenders: Offender[] = []
  for (const topic of snapshot.topics) {
    const health = topicHealth(snapshot, topic)
    const n = count(health)
    if (n === 0) continue
    offenders.push({
      kind: 'topic',
      name: topic.name,
      topic: topic.name,
      partition: null,
      value: n,
      text: `${n} of ${plural(health.partitions, 'partition')} ${what}`,
      status: 'critical',
    })
  }
  return offenders.sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
}

/** "; replication factor 1, all on broker 2" when the numbers say so. */
const where = (snapshot: ClusterSnapshot, name: string): string => {
  const topic = snapshot.topics.find((one) => one.name === name)
  if (!topic) return ''
  const offline = topic.partitions.filter((p) => p.leader < 0)
  if (offline.some((p) => p.replicas.length !== 1)) return ''
  const homes = new Set(offline.map((p) => p.replicas[0]))
  return homes.size === 1
    ? `; replication factor 1, all on broker ${[...homes][0]}`
    : '; replication factor 1'
}

/** Topics that Kafka answers with an error hide their partitions. */
const unreadable = (snapshot: ClusterSnapshot): string | null => {
  const hidden: TopicSnapshot[] = snapshot.topics.filter(
    (topic) => topic.error !== null && topic.partitions.length === 0,
  )
  const [first] = hidden
  return first ? `${plural(hidden.length, 'topic')} cannot be read: ${first.error}` : null
}
