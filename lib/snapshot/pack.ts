import type {
  CommittedPartition,
  CommittedTopic,
  PartitionSnapshot,
  TopicSnapshot,
  Voter,
} from './schema.ts'

/**
 * The packed forms of what a snapshot has most of: columns instead of objects, so that names are not
 * repeated for each of thousands of partitions. JSON has no int64: an offset is a number where that is
 * exact (up to 2^53), else its decimal text.
 */
export type PackedOffset = number | string | null

export const packOffset = (offset: bigint | null): PackedOffset => {
  if (offset === null) return null
  const number = Number(offset)
  return Number.isSafeInteger(number) ? number : offset.toString()
}

export const unpackOffset = (packed: PackedOffset): bigint | null =>
  packed === null ? null : BigInt(packed)

/** A column in which most values are the same: 0 stands for "all as usual". */
type Usually<T> = T[] | 0

const usually = <S, T>(
  items: S[],
  usual: (item: S) => boolean,
  pack: (item: S) => T,
): Usually<T> => (items.every(usual) ? 0 : items.map(pack))

const sameNumbers = (a: number[], b: number[]) =>
  a.length === b.length && a.every((value, i) => value === b[i])

export type PackedPartitions = [
  /** Partition numbers, or how many when they are 0, 1, 2, … */
  numbers: number[] | number,
  leaders: number[],
  epochs: number[],
  replicas: number[][],
  /** 0 for a partition whose ISR is exactly its replicas, in their order. */
  isr: Usually<number[] | 0>,
  offline: Usually<number[]>,
  starts: PackedOffset[],
  ends: PackedOffset[],
  sizes: Usually<number | null>,
]

const packNumbers = (partitions: { partition: number }[]): number[] | number =>
  partitions.every((p, i) => p.partition === i)
    ? partitions.length
    : partitions.map((p) => p.partition)

const unpackNumbers = (packed: number[] | number): number[] =>
  typeof packed === 'number' ? Array.from({ length: packed }, (_, i) => i) : packed

const wholeIsr = (p: PartitionSnapshot) => sameNumbers(p.isr, p.replicas)

export const packPartitions = (partitions: PartitionSnapshot[]): PackedPartitions => [
  packNumbers(partitions),
  partitions.map((p) => p.leader),
  partitions.map((p) => p.leaderEpoch),
  partitions.map((p) => p.replicas),
  usually(partitions, wholeIsr, (p) => (wholeIsr(p) ? 0 : p.isr)),
  usually(
    partitions,
    (p) => p.offlineReplicas.length === 0,
    (p) => p.offlineReplicas,
  ),
  partitions.map((p) => packOffset(p.startOffset)),
  partitions.map((p) => packOffset(p.endOffset)),
  usually(
    partitions,
    (p) => p.sizeBytes === null,
    (p) => p.sizeBytes,
  ),
]

export const unpackPartitions = (packed: PackedPartitions): PartitionSnapshot[] => {
  const [numbers, leaders, epochs, replicas, isr, offline, starts, ends, sizes] = packed
  return unpackNumbers(numbers).map((partition, i) => ({
    partition,
    leader: leaders[i] ?? -1,
    leaderEpoch: epochs[i] ?? -1,
    replicas: replicas[i] ?? [],
    isr: (isr === 0 ? 0 : isr[i]) || [...(replicas[i] ?? [])],
    offlineReplicas: offline === 0 ? [] : (offline[i] ?? []),
    startOffset: unpackOffset(starts[i] ?? null),
    endOffset: unpackOffset(ends[i] ?? null),
    sizeBytes: sizes === 0 ? null : (sizes[i] ?? null),
  }))
}

export type PackedTopic = Omit<TopicSnapshot, 'partitions'> & { partitions: PackedPartitions }

export const packTopic = (topic: TopicSnapshot): PackedTopic => ({
  ...topic,
  partitions: packPartitions(topic.partitions),
})

export const unpackTopic = (packed: PackedTopic): TopicSnapshot => ({
  ...packed,
  partitions: unpackPartitions(packed.partitions),
})

export type PackedCommits = [
  topic: string,
  numbers: number[] | number,
  offsets: PackedOffset[],
  shareLags: Usually<PackedOffset>,
  errors: Usually<string | null>,
]

export const packCommits = ({ topic, partitions }: CommittedTopic): PackedCommits => [
  topic,
  packNumbers(partitions),
  partitions.map((p) => packOffset(p.offset)),
  usually(
    partitions,
    (p) => p.shareLag === null,
    (p) => packOffset(p.shareLag),
  ),
  usually(
    partitions,
    (p) => p.error === null,
    (p) => p.error,
  ),
]

export const unpackCommits = (packed: PackedCommits): CommittedTopic => {
  const [topic, numbers, offsets, shareLags, errors] = packed
  const partitions = unpackNumbers(numbers).map(
    (partition, i): CommittedPartition => ({
      partition,
      offset: unpackOffset(offsets[i] ?? null),
      shareLag: shareLags === 0 ? null : unpackOffset(shareLags[i] ?? null),
      error: errors === 0 ? null : (errors[i] ?? null),
    }),
  )
  return { topic, partitions }
}

export type PackedVoter = Omit<Voter, 'logEndOffset'> & { logEndOffset: PackedOffset }

export const packVoter = (voter: Voter): PackedVoter => ({
  ...voter,
  logEndOffset: packOffset(voter.logEndOffset),
})

export const unpackVoter = (packed: PackedVoter): Voter => ({
  ...packed,
  logEndOffset: unpackOffset(packed.logEndOffset),
})
