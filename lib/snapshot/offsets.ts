import type { ListOffsetsTopic } from '../kafka/control-plane/answers.ts'
import { failureOfCode, staleLeaderCodes } from '../kafka/errors.ts'
import type { Millis, PartitionSnapshot, TopicSnapshot } from './schema.ts'
import { note, type Taking } from './taking.ts'
import { partitionOf } from './topics.ts'

const LATEST = -1n
const EARLIEST = -2n

/** When each broker last told the offsets of the partitions it leads. */
export type ToldAt = Map<number, Millis>

type Target = 'endOffset' | 'startOffset'
const timestamps: Record<Target, bigint> = { endOffset: LATEST, startOffset: EARLIEST }

/** One request per leader: every wanted partition it leads, by topic. Leaderless ones are in none. */
function byLeader(
  topics: TopicSnapshot[],
  target: Target,
  wanted: (p: PartitionSnapshot) => boolean,
): Map<number, ListOffsetsTopic[]> {
  const requests = new Map<number, ListOffsetsTopic[]>()
  const timestamp = timestamps[target]
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
      entry.partitions.push({ partitionIndex: p.partition, currentLeaderEpoch: -1, timestamp })
    }
  }
  return requests
}

/** Asks the leaders and fills the offsets in. Answers those whose leader has changed meanwhile. */
async function askLeaders(
  taking: Taking,
  topics: Map<string, TopicSnapshot>,
  target: Target,
  requests: Map<number, ListOffsetsTopic[]>,
  told: ToldAt,
): Promise<Set<PartitionSnapshot>> {
  const moved = new Set<PartitionSnapshot>()
  await Promise.all(
    [...requests].map(async ([node, asked]) => {
      const outcome = await taking.poll.listOffsets(node, asked)
      if (!outcome.ok) return note(taking, 'ListOffsets', outcome.failure, { node })
      told.set(node, Date.now())
      for (const answer of outcome.value.topics) {
        const topic = topics.get(answer.name)
        if (!topic) continue
        for (const item of answer.partitions) {
          const partition = partitionOf(topic, item.partitionIndex)
          if (!partition) continue
          if (item.errorCode === 0) {
            partition[target] = item.offset
          } else if (staleLeaderCodes.has(item.errorCode)) {
            partition[target] = null
            moved.add(partition)
          } else {
            partition[target] = null
            const scope = { node, topic: answer.name, partition: item.partitionIndex }
            note(taking, 'ListOffsets', failureOfCode(item.errorCode), scope)
          }
        }
      }
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
      const partition = partitionOf(topic, seen.partitionIndex)
      if (!partition) continue
      partition.leader = seen.leaderId
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
  const all = byLeader(topics, 'endOffset', () => true)
  const moved = await askLeaders(taking, byName, 'endOffset', all, told)
  if (moved.size > 0 && (await refreshLeaders(taking, topics, moved))) {
    const again = byLeader(topics, 'endOffset', (p) => moved.has(p))
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
  const requests = byLeader(topics, 'startOffset', wanted)
  await askLeaders(taking, index(topics), 'startOffset', requests, told)
  return told
}
