import { indexSnapshot, partitionKey } from '../groups/snapshot-index.ts'
import type { ClusterSnapshot, PartitionSnapshot, TopicSnapshot } from '../snapshot/schema.ts'
import { change } from './new-event.ts'
import type { NewEvent } from './schema.ts'

/**
 * Leader changes, ISR shrinks and expansions, partitions added, of topics that both snapshots know by
 * id. A replica that left because a reassignment removes it has not shrunk the ISR.
 */
export const diffPartitions = (previous: ClusterSnapshot, next: ClusterSnapshot): NewEvent[] => {
  const before = new Map(previous.topics.map((topic) => [topic.id, topic]))
  const { reassignments } = indexSnapshot(next)
  const events: NewEvent[] = []
  for (const topic of next.topics) {
    const old = before.get(topic.id)
    // A topic that answers an error has no partitions to compare, which says nothing about them.
    if (!old || old === topic || old.partitions.length === 0 || topic.partitions.length === 0)
      continue
    const at = { topicId: topic.id, topic: topic.name }
    if (topic.partitions.length > old.partitions.length) {
      events.push(
        change('partitions_added', previous, next, {
          ...at,
          before: String(old.partitions.length),
          after: String(topic.partitions.length),
        }),
      )
    }
    for (const p of topic.partitions) {
      const was = partitionOf(old, p.partition)
      if (!was) continue
      const where = { ...at, partition: p.partition }
      if (was.leader !== p.leader) {
        events.push(
          change('leader_change', previous, next, {
            ...where,
            before: leaderText(was.leader),
            after: leaderText(p.leader),
          }),
        )
      }
      if (same(was.isr, p.isr)) continue
      const removing = reassignments.get(partitionKey(topic.name, p.partition))?.removing ?? []
      const isr = { ...where, before: was.isr.join(','), after: p.isr.join(',') }
      const left = was.isr.filter(
        (id) => !p.isr.includes(id) && p.replicas.includes(id) && !removing.includes(id),
      )
      if (left.length > 0) {
        const broker = left.length === 1 ? (left[0] ?? null) : null
        events.push(change('isr_shrink', previous, next, { ...isr, broker }))
      }
      const joined = p.isr.filter((id) => !was.isr.includes(id))
      if (joined.length > 0) {
        const broker = joined.length === 1 ? (joined[0] ?? null) : null
        events.push(change('isr_expand', previous, next, { ...isr, broker }))
      }
    }
  }
  return events
}

const partitionOf = (topic: TopicSnapshot, n: number): PartitionSnapshot | undefined =>
  topic.partitions[n]?.partition === n
    ? topic.partitions[n]
    : topic.partitions.find((p) => p.partition === n)

const leaderText = (leader: number): string => (leader < 0 ? 'none' : String(leader))

/** The same members: brokers may list an ISR in any order. */
const same = (a: number[], b: number[]): boolean =>
  a.length === b.length && a.every((id, i) => id === b[i] || b.includes(id))
