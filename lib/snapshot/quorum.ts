import type { MetadataAnswer, QuorumAnswer, QuorumReplica } from '../kafka/control-plane/answers.ts'
import { type Failure, failureOfCode } from '../kafka/errors.ts'
import { known, notKnown } from './observed.ts'
import type { ClusterSnapshot, Observed, Quorum, Reassignment, Voter } from './schema.ts'
import { note, reasonOf, type Taking } from './taking.ts'

const time = (ms: bigint): number | null => (ms <= 0n ? null : Number(ms))

const voter = (replica: QuorumReplica): Voter => ({
  id: replica.replicaId,
  logEndOffset: replica.logEndOffset < 0n ? null : replica.logEndOffset,
  lastFetchAt: time(replica.lastFetchTimestamp),
  lastCaughtUpAt: time(replica.lastCaughtUpTimestamp),
})

type Answer = Quorum['answers'][number]
type Asked = { answer: Answer; voters: Voter[]; observers: Voter[] }

const leader = (id: number): number | null => (id < 0 ? null : id)

/** How many active controllers the answers name: only those at the highest epoch count. */
export function activeControllers(answers: Answer[]): number {
  const highest = Math.max(...answers.map((a) => a.leaderEpoch ?? -1))
  const named = answers.filter((a) => (a.leaderEpoch ?? -1) === highest && a.leaderId !== null)
  return new Set(named.map((a) => a.leaderId)).size
}

function quorumOf(asked: Asked[]): Quorum {
  const newest = [...asked].sort(
    (a, b) => (b.answer.leaderEpoch ?? -1) - (a.answer.leaderEpoch ?? -1),
  )[0]
  return {
    answers: asked.map((a) => a.answer),
    activeControllers: activeControllers(asked.map((a) => a.answer)),
    leaderId: newest?.answer.leaderId ?? null,
    leaderEpoch: newest?.answer.leaderEpoch ?? null,
    voters: newest?.voters ?? [],
    observers: newest?.observers ?? [],
  }
}

function answered(node: number, value: QuorumAnswer): Asked | Failure {
  const partition = value.topics[0]?.partitions[0]
  const code = value.errorCode || (partition?.errorCode ?? 0)
  if (code !== 0 || !partition) return failureOfCode(code, value.errorMessage ?? null)
  return {
    answer: {
      node,
      leaderId: leader(partition.leaderId),
      leaderEpoch: partition.leaderEpoch,
    },
    voters: partition.currentVoters.map(voter),
    observers: partition.observers.map(voter),
  }
}

/** The two brokers that are asked: the one that told the metadata, and the next that answers. */
function pair(taking: Taking, via: number | null): number[] {
  const { poll } = taking
  const answering = poll.nodes().filter((n) => poll.isAnswering(n))
  const first = via !== null && answering.includes(via) ? via : answering[0]
  if (first === undefined) return []
  const second = answering.find((n) => n > first) ?? answering.find((n) => n !== first)
  return second === undefined ? [first] : [first, second]
}

/** ZooKeeper mode has no quorum to ask: there Metadata's controller, asked of two brokers, is the truth. */
async function zookeeperController(
  taking: Taking,
  nodes: number[],
  via: number | null,
  metadata: MetadataAnswer,
): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const node of nodes) {
    if (node === via) {
      const answer = { node, leaderId: leader(metadata.controllerId), leaderEpoch: null }
      asked.push({ answer, voters: [], observers: [] })
      continue
    }
    const outcome = await taking.poll.topicMetadata(node, [])
    if (!outcome.ok) {
      note(taking, 'Metadata', outcome.failure, { node })
      continue
    }
    const answer = { node, leaderId: leader(outcome.value.controllerId), leaderEpoch: null }
    asked.push({ answer, voters: [], observers: [] })
  }
  return asked
}

/** The failure of something asked of the controller: no fault of the broker that passed it on. */
const throughBroker = (node: number, failure: Failure): Failure => ({
  code: failure.code,
  message: reasonOf(node, failure),
})

export type QuorumSeen = { quorum: Observed<Quorum>; mode: ClusterSnapshot['mode'] }

/**
 * Who the active controller is, asked through two brokers and compared. KRaft brokers name a random
 * broker as `controllerId` in Metadata, so DescribeQuorum is the truth. A broker that does not answer
 * is no proof that there is no controller: then it is unknown.
 */
export async function readQuorum(
  taking: Taking,
  via: number | null,
  metadata: MetadataAnswer,
): Promise<QuorumSeen> {
  const nodes = pair(taking, via)
  const outcomes = await Promise.all(
    nodes.map(async (node) => ({ node, outcome: await taking.poll.quorum(node) })),
  )
  const asked: Asked[] = []
  let why = 'no broker could be asked'
  let mode: ClusterSnapshot['mode'] = taking.previous?.mode ?? 'unknown'
  for (const { node, outcome } of outcomes) {
    const seen = outcome.ok ? answered(node, outcome.value) : outcome.failure
    if ('answer' in seen) {
      mode = 'kraft'
      asked.push(seen)
      continue
    }
    if (seen.code === 'not_offered') mode = 'zookeeper'
    else note(taking, 'DescribeQuorum', throughBroker(node, seen), {})
    why = reasonOf(node, seen)
  }
  if (mode === 'zookeeper') asked.push(...(await zookeeperController(taking, nodes, via, metadata)))
  const quorum =
    asked.length > 0 ? known(quorumOf(asked), Date.now()) : notKnown(taking.previous?.quorum, why)
  return { quorum, mode }
}

/**
 * Reassignments under way, told by the controller through one broker. In ZooKeeper mode brokers do not
 * pass it on: there the controller that Metadata names is asked.
 */
export async function readReassignments(
  taking: Taking,
  via: number | null,
  metadata: MetadataAnswer,
): Promise<Observed<Reassignment[]>> {
  const before = taking.previous?.reassignments
  if (!taking.plan.reassignments && before) return before
  const isZookeeper = taking.previous?.mode === 'zookeeper'
  const node = isZookeeper ? metadata.controllerId : pair(taking, via)[0]
  if (node === undefined) return notKnown(before, 'no broker could be asked')
  const outcome = await taking.poll.reassignments(node)
  const failure = outcome.ok
    ? outcome.value.errorCode === 0
      ? null
      : failureOfCode(outcome.value.errorCode, outcome.value.errorMessage)
    : outcome.failure
  if (failure || !outcome.ok) {
    if (failure) note(taking, 'ListPartitionReassignments', throughBroker(node, failure), {})
    return notKnown(before, failure ? reasonOf(node, failure) : 'unknown')
  }
  const moves = outcome.value.topics.flatMap((topic) =>
    topic.partitions.map((p) => ({
      topic: topic.name,
      partition: p.partitionIndex,
      adding: p.addingReplicas,
      removing: p.removingReplicas,
    })),
  )
  return known(moves, Date.now())
}
