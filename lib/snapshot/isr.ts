import type { PartitionSnapshot, TopicSnapshot } from './schema.ts'
import { note, type Taking } from './taking.ts'
import { partitionOf } from './topics.ts'

/** Whether a replica that is still assigned left the ISR. A reassignment that drops one is no shrink. */
export const hasShrunk = (before: PartitionSnapshot, now: PartitionSnapshot): boolean =>
  before.isr.some((replica) => !now.isr.includes(replica) && now.replicas.includes(replica))

function shrunkPartitions(taking: Taking, topics: TopicSnapshot[]) {
  const shrunk: { topic: TopicSnapshot; partitions: PartitionSnapshot[] }[] = []
  for (const topic of topics) {
    const old = taking.topicsBefore.get(topic.id)
    if (!old) continue
    const partitions = topic.partitions.filter((p) => {
      if (p.isr.length >= p.replicas.length) return false
      const was = partitionOf(old, p.partition)
      return was && hasShrunk(was, p)
    })
    if (partitions.length > 0) shrunk.push({ topic, partitions })
  }
  return shrunk
}

/**
 * Confirms every ISR shrink since the previous poll with a second broker: two brokers' metadata can
 * differ by up to two seconds, and one that lags must not raise an alarm. Where the second broker
 * still has the replica in the ISR, its ISR stands until the next poll. With nobody else to ask, the
 * first answer stands.
 */
export async function confirmShrinks(
  taking: Taking,
  topics: TopicSnapshot[],
  via: number | null,
): Promise<void> {
  const shrunk = shrunkPartitions(taking, topics)
  if (shrunk.length === 0) return
  const { poll } = taking
  const second = poll.nodes().find((node) => node !== via && poll.isAnswering(node))
  if (second === undefined) return
  const names = shrunk.map(({ topic }) => topic.name)
  const outcome = await poll.topicMetadata(second, names)
  if (!outcome.ok) return note(taking, 'Metadata', outcome.failure, { node: second })
  const answers = new Map(outcome.value.topics.map((t) => [t.topicId, t]))
  for (const { topic, partitions } of shrunk) {
    const seen = answers.get(topic.id)
    for (const partition of partitions) {
      const other = seen?.partitions.find((p) => p.partition === partition.partition)
      if (other && other.isr.length > partition.isr.length) partition.isr = other.isr
    }
  }
}
