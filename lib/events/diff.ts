import { isDown } from '../groups/snapshot-index.ts'
import type { ClusterSnapshot } from '../snapshot/schema.ts'
import { diffGroups } from './diff-groups.ts'
import { diffPartitions } from './diff-partitions.ts'
import { diffTopics } from './diff-topics.ts'
import { change } from './new-event.ts'
import type { NewEvent } from './schema.ts'

/**
 * What happened between two polls of one cluster, causes before effects: brokers and controller first,
 * then partitions, topics, groups. Nothing follows from what either poll did not know, and nothing at
 * all when the two are of different clusters (an id pointed elsewhere starts anew).
 */
export const diffSnapshots = (previous: ClusterSnapshot, next: ClusterSnapshot): NewEvent[] => {
  const was = previous.kafkaClusterId
  const is = next.kafkaClusterId
  if (was !== null && is !== null && was !== is) return []
  if (previous === next || next.observedAt <= previous.observedAt) return []
  return [
    ...diffBrokers(previous, next),
    ...diffController(previous, next),
    ...diffPartitions(previous, next),
    ...diffTopics(previous, next),
    ...diffGroups(previous, next),
  ]
}

/** A broker is lost when it stops answering or leaves Metadata, and back when it does neither. */
const diffBrokers = (previous: ClusterSnapshot, next: ClusterSnapshot): NewEvent[] => {
  const before = new Map(previous.brokers.map((broker) => [broker.id, broker]))
  const after = new Map(next.brokers.map((broker) => [broker.id, broker]))
  const events: NewEvent[] = []
  for (const broker of previous.brokers) {
    const now = after.get(broker.id)
    if (isDown(broker) || !isDown(now)) continue
    const why = now?.failure ?? (now?.registered ? 'does not answer' : 'not registered')
    events.push(change('broker_lost', previous, next, { broker: broker.id, after: why }))
  }
  for (const broker of next.brokers) {
    if (isDown(broker)) continue
    const old = before.get(broker.id)
    if (old && !isDown(old)) continue
    const before_ = old ? (old.failure ?? 'away') : null
    events.push(change('broker_back', previous, next, { broker: broker.id, before: before_ }))
  }
  return events
}

/** The quorum's leader, compared with the last one known: a failover may take several polls. */
const diffController = (previous: ClusterSnapshot, next: ClusterSnapshot): NewEvent[] => {
  const old = previous.quorum.value ?? previous.quorum.last?.value
  const was = old?.leaderId ?? previous.quorum.last?.value.leaderId ?? null
  const is = next.quorum.value?.leaderId ?? null
  if (was === null || is === null || was === is || is < 0 || was < 0) return []
  return [
    change('controller_change', previous, next, {
      broker: is,
      before: String(was),
      after: String(is),
    }),
  ]
}
