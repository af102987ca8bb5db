import type { ByteReader } from '../kafka/codecs/byte-reader.ts'
import {
  type AskedTopic,
  EARLIEST,
  LATEST,
  type OffsetVisitor,
} from '../kafka/codecs/list-offsets.ts'
import { failureOfCode, staleLeaderCodes } from '../kafka/errors.ts'
import type { Millis, PartitionSnapshot, TopicSnapshot } from './schema.ts'
import { note, type Taking } from './taking.ts'
import { partitionOf } from './topics.ts'

/** When each broker last told the offsets of the partitions it leads. */
export type ToldAt = Map<number, Millis>

type Target = 'endOffset' | 'startOffset'
const timestamps: Record<Target, number> = { endOffset: LATEST, startOffset: EARLIEST }

/** One request per leader: every wanted partition it leads, by topic. Leaderless ones are in none. */
function byLeader(
  topics: TopicSnapshot[],
  wanted: (p: PartitionSnapshot) => boolean,
): Map<number, AskedTopic[]> {
  const requests = new Map<number, AskedTopic[]>()
  for (const topic of topics) {
    const { name } = topic
    for (const p of topic.partitions) {
      if (p.leader < 0 || !wanted(p)) continue
      let asked = requests.get(p.leader)
      if (!asked) {
        asked = []
        requests.set(p.leader, asked)
      }
      let entry = asked[asked.length - 1]
      if (entry?.name !== name) {
        entry = { name, partitions: [] }
        asked.push(entry)
      }
      entry.partitions.push(p.partition)
    }
  }
  return requests
}

/** The offset last known, kept as it is when unchanged: most partitions of a cluster are quiet. */
const asBefore = (before: bigint | null | undefined, offset: ByteReader): bigint => {
  const value = offset.int64Number()
  return before != null && Number.isSafeInteger(value) && Number(before) === value
    ? before
    : offset.lastInt64()
}

/** Asks the leaders and fills the offsets in. Answers those whose leader has changed meanwhile. */
async function askLeaders(
  taking: Taking,
  topics: Map<string, TopicSnapshot>,
  target: Target,
  requests: Map<number, AskedTopic[]>,
  told: ToldAt,
): Promise<Set<PartitionSnapshot>> {
  const moved = new Set<PartitionSnapshot>()
  const take = (node: number, topic: TopicSnapshot): OffsetVisitor => {
    const before = taking.topicsBefore.get(topic.id)
    return (index, errorCode, offset) => {
      const partition = partitionOf(topic, index)
      if (!partition) return
      if (errorCode === 0) {
        partition[target] = asBefore(before && partitionOf(before, index)?.[target], offset)
        return
      }
      partition[target] = null
      if (staleLeaderCodes.has(errorCode)) moved.add(partition)
      else {
        const scope = { node, topic: topic.name, partition: index }
        note(taking, 'ListOffsets', failureOfCode(errorCode), scope)
      }
    }
  }
  await Promise.all(
    [...requests].map(async ([node, asked]) => {
      const outcome = await taking.poll.listOffsets(node, timestamps[target], asked, (name) => {
        const topic = topics.get(name)
        return topic ? take(node, topic) : null
      })
      if (outcome.ok) told.set(node, Date.now())
      else note(taking, 'ListOffsets', outcome.failure, { node })
    }),
  )
  return moved
}

/** Learns from one broker who leads the moved partitions now. False when nobody could tell. */
async function refreshLeaders(
  taking: Taking,
  topics: TopicSnapshot[],
  moved: Set<PartitionSnapshot>,
): Promise<boolean> {
  const affected = topics.filter((t) => t.partitions.some((p) => moved.has(p)))
  const { poll } = taking
  const node = poll.nodes().find((n) => poll.isAnswering(n))
  if (node === undefined) return false
  const outcome = await poll.topicMetadata(
    node,
    affected.map((t) => t.name),
  )
  if (!outcome.ok) {
    note(taking, 'Metadata', outcome.failure, { node })
    return false
  }
  const byId = new Map(outcome.value.topics.map((t) => [t.topicId, t]))
  for (const topic of affected) {
    for (const seen of byId.get(topic.id)?.partitions ?? []) {
      const partition = partitionOf(topic, seen.partition)
      if (!partition) continue
      partition.leader = seen.leader
      partition.leaderEpoch = seen.leaderEpoch
    }
  }
  return true
}

const index = (topics: TopicSnapshot[]) => new Map(topics.map((t) => [t.name, t]))

/**
 * Log end offsets of every partition with a leader that answers; null for the rest. Partitions whose
 * leader moved or whose topic is not known to it are asked once more after a metadata refresh.
 * Must follow the commits: an end read before a commit can lie below it.
 */
export async function readEnds(taking: Taking, topics: TopicSnapshot[]): Promise<ToldAt> {
  const told: ToldAt = new Map()
  const byName = index(topics)
  const all = byLeader(topics, () => true)
  const moved = await askLeaders(taking, byName, 'endOffset', all, told)
  if (moved.size > 0 && (await refreshLeaders(taking, topics, moved))) {
    const again = byLeader(topics, (p) => moved.has(p))
    const lost = await askLeaders(taking, byName, 'endOffset', again, told)
    const failure = { code: 'kafka_error' as const, message: 'its leader is moving' }
    for (const topic of topics) {
      for (const p of topic.partitions) {
        if (!lost.has(p)) continue
        const scope = { node: p.leader, topic: topic.name, partition: p.partition }
        note(taking, 'ListOffsets', failure, scope)
      }
    }
  }
  // What an unreachable leader last said of the start is not known now either.
  for (const topic of topics) {
    for (const p of topic.partitions) if (p.endOffset === null) p.startOffset = null
  }
  return told
}

/**
 * Log start offsets: of every partition when they are due, else only of those not known yet (a new
 * topic, a leader that came back), of partitions whose end is known.
 */
export async function readStarts(taking: Taking, topics: TopicSnapshot[]): Promise<ToldAt> {
  const told: ToldAt = new Map()
  const due = taking.plan.starts
  const wanted = (p: PartitionSnapshot) => p.endOffset !== null && (due || p.startOffset === null)
  const requests = byLeader(topics, wanted)
  await askLeaders(taking, index(topics), 'startOffset', requests, told)
  return told
}
