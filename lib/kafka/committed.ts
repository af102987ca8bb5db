import type { CommittedPartition, CommittedTopic } from '../snapshot/schema.ts'
import type { OffsetFetchAnswer, ShareOffsetsAnswer } from './control-plane/answers.ts'
import { errorName } from './control-plane/error-names.ts'

const errorOf = (code: number): string | null => (code === 0 ? null : errorName(code))
const nonNegative = (offset: bigint): bigint | null => (offset < 0n ? null : offset)

const byTopic = (a: CommittedTopic, b: CommittedTopic) =>
  a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : 0
const byPartition = (a: CommittedPartition, b: CommittedPartition) => a.partition - b.partition

/** One group of an OffsetFetch or a DescribeShareGroupOffsets answer. */
export type CommitsItem = OffsetFetchAnswer['groups'][number] | ShareOffsetsAnswer['groups'][number]

/**
 * A group's commits, sorted by topic and partition. Kafka answers a negative offset where it has none;
 * share groups' start offsets stand in for commits, with the lag as the broker computes it.
 */
export function commitsOf(
  item: CommitsItem,
  keepsTopic: (name: string) => boolean,
): CommittedTopic[] {
  const commits: CommittedTopic[] = []
  for (const topic of item.topics) {
    const name = 'name' in topic ? topic.name : topic.topicName
    if (!keepsTopic(name)) continue
    const partitions = topic.partitions.map((p) => ({
      partition: p.partitionIndex,
      offset: nonNegative('committedOffset' in p ? p.committedOffset : p.startOffset),
      shareLag: 'lag' in p ? nonNegative(p.lag) : null,
      error: errorOf(p.errorCode),
    }))
    commits.push({ topic: name, partitions: partitions.sort(byPartition) })
  }
  return commits.sort(byTopic)
}
