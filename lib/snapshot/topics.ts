import type { MetadataAnswer, MetadataTopic } from '../kafka/control-plane/answers.ts'
import { errorName } from '../kafka/control-plane/error-names.ts'
import { neverAsked } from './observed.ts'
import type { PartitionSnapshot, TopicSnapshot } from './schema.ts'
import type { Taking } from './taking.ts'

/** A partition's code for "no leader": said of each partition, not of the topic. */
const LEADER_NOT_AVAILABLE = 5

/** The partition numbered so; partitions are sorted and nearly always without gaps. */
export function partitionOf(
  topic: TopicSnapshot,
  partition: number,
): PartitionSnapshot | undefined {
  const guess = topic.partitions[partition]
  return guess?.partition === partition
    ? guess
    : topic.partitions.find((p) => p.partition === partition)
}

function topicFrom(
  seen: MetadataTopic,
  name: string,
  before: TopicSnapshot | undefined,
): TopicSnapshot {
  const { partitions } = seen
  if (partitions.some((p, i) => p.partition !== i)) {
    partitions.sort((a, b) => a.partition - b.partition)
  }
  for (const old of before?.partitions ?? []) {
    const partition = partitions[old.partition]
    if (partition?.partition !== old.partition) continue
    partition.startOffset = old.startOffset
    partition.sizeBytes = old.sizeBytes
  }
  const { errorCode } = seen
  return {
    id: seen.topicId,
    name,
    internal: seen.isInternal,
    error: errorCode === 0 || errorCode === LEADER_NOT_AVAILABLE ? null : errorName(errorCode),
    partitions,
    configs: before?.configs ?? neverAsked(),
  }
}

const byName = (a: { name: string }, b: { name: string }) =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0

/**
 * The watched topics of a metadata answer, sorted by name, with what carries over from the previous
 * poll: log start offsets, sizes and configs, matched by topic id. End offsets are null until told.
 */
export function topicsFrom(taking: Taking, answer: MetadataAnswer): TopicSnapshot[] {
  const topics: TopicSnapshot[] = []
  for (const seen of answer.topics) {
    if (seen.name === null || !taking.keepsTopic(seen.name)) continue
    topics.push(topicFrom(seen, seen.name, taking.topicsBefore.get(seen.topicId)))
  }
  return topics.sort(byName)
}
