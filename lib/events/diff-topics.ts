import type { ClusterSnapshot, TopicConfigs, TopicSnapshot } from '../snapshot/schema.ts'
import { change } from './new-event.ts'
import type { NewEvent } from './schema.ts'

/** Kafka's names of the configuration keys that the poll reads. */
const KEYS: [keyof Omit<TopicConfigs, 'overridden'>, string][] = [
  ['cleanupPolicy', 'cleanup.policy'],
  ['retentionMs', 'retention.ms'],
  ['retentionBytes', 'retention.bytes'],
  ['minInsyncReplicas', 'min.insync.replicas'],
  ['segmentBytes', 'segment.bytes'],
  ['segmentMs', 'segment.ms'],
]

/**
 * Topics created and deleted (by topic id: recreated under its name is both) and named configuration
 * keys that changed. A topic that merely went out of sight is not deleted: see `trusted`.
 */
export const diffTopics = (previous: ClusterSnapshot, next: ClusterSnapshot): NewEvent[] => {
  const before = new Map(previous.topics.map((topic) => [topic.id, topic]))
  const after = new Map(next.topics.map((topic) => [topic.id, topic]))
  const created = next.topics.filter((topic) => !before.has(topic.id) && topic.error === null)
  const deleted = previous.topics.filter((topic) => !after.has(topic.id))
  const events: NewEvent[] = []
  if (trusted(previous, next, created.length, deleted.length)) {
    for (const topic of deleted) events.push(change('topic_deleted', previous, next, at(topic)))
    for (const topic of created) {
      const size = `${topic.partitions.length} × ${topic.partitions[0]?.replicas.length ?? 0}`
      events.push(change('topic_created', previous, next, { ...at(topic), after: size }))
    }
  }
  for (const topic of next.topics) {
    const old = before.get(topic.id)
    if (old && old.configs !== topic.configs)
      events.push(...configEvents(previous, next, old, topic))
  }
  return events
}

const at = (topic: TopicSnapshot) => ({ topicId: topic.id, topic: topic.name })

/**
 * Whether the two lists of topics can be compared: both saw the same part of the cluster, neither is
 * partial, and what is left out by patterns did not change at the same time (a new configuration
 * moves topics between watched and not watched without any being created or deleted).
 */
const trusted = (
  previous: ClusterSnapshot,
  next: ClusterSnapshot,
  created: number,
  deleted: number,
): boolean => {
  if (created === 0 && deleted === 0) return false
  if (previous.visibility !== next.visibility) return false
  const partial = (s: ClusterSnapshot) =>
    s.problems.some((p) => p.request === 'Metadata' && p.topic === null)
  if (partial(previous) || partial(next)) return false
  const listed = next.topicsListed - previous.topicsListed
  return next.topicsWatched - previous.topicsWatched === listed || listed === created - deleted
}

const configEvents = (
  previous: ClusterSnapshot,
  next: ClusterSnapshot,
  old: TopicSnapshot,
  topic: TopicSnapshot,
): NewEvent[] => {
  const was = old.configs.value ?? old.configs.last?.value
  const is = topic.configs.value
  if (!was || !is) return []
  const events: NewEvent[] = []
  for (const [field, name] of KEYS) {
    // Null: the broker did not say. Nothing follows from that.
    if (was[field] === is[field] || was[field] === null || is[field] === null) continue
    events.push(
      change('topic_config_changed', previous, next, {
        ...at(topic),
        // Configurations are read rarely: it changed after the last reading, not after the last poll.
        from: old.configs.observedAt ?? old.configs.last?.observedAt ?? previous.observedAt,
        before: `${name}=${was[field]}`,
        after: `${name}=${is[field]}`,
      }),
    )
  }
  return events
}
