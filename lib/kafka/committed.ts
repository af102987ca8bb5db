import type { CommittedTopic } from '../snapshot/schema.ts'
import type { ShareOffsetsAnswer } from './control-plane/answers.ts'
import { errorName } from './control-plane/error-names.ts'

const nonNegative = (offset: bigint): bigint | null => (offset < 0n ? null : offset)

/**
 * A share group's start offsets in the place of commits, sorted by topic and partition, with the lag as
 * the broker computes it. Both are negative before the first record was delivered: then not known.
 */
export function sharedCommits(
  group: ShareOffsetsAnswer['groups'][number],
  keepsTopic: (name: string) => boolean,
): CommittedTopic[] {
  return group.topics
    .filter((t) => keepsTopic(t.topicName))
    .map((t) => ({
      topic: t.topicName,
      partitions: t.partitions
        .map((p) => ({
          partition: p.partitionIndex,
          offset: nonNegative(p.startOffset),
          shareLag: nonNegative(p.lag),
          error: p.errorCode === 0 ? null : errorName(p.errorCode),
        }))
        .sort((a, b) => a.partition - b.partition),
    }))
    .sort((a, b) => (a.topic < b.topic ? -1 : 1))
}
