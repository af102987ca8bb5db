import type { LogDirsAnswer } from '../kafka/control-plane/answers.ts'
import { errorName } from '../kafka/control-plane/error-names.ts'
import { failureOfCode } from '../kafka/errors.ts'
import { known, neverAsked, notKnown } from './observed.ts'
import type { LogDir, Observed, TopicSnapshot } from './schema.ts'
import { note, reasonOf, type Taking } from './taking.ts'
import { partitionOf } from './topics.ts'

export type DirsByBroker = Map<number, Observed<LogDir[]>>

/** Kafka says -1 where a directory's size is not known (it is offline). */
const size = (bytes: bigint): number | null => (bytes < 0n ? null : Number(bytes))

const dirsOf = (answer: LogDirsAnswer): LogDir[] =>
  answer.results
    .map((dir) => ({
      path: dir.logDir,
      totalBytes: size(dir.totalBytes),
      usableBytes: size(dir.usableBytes),
      error: dir.errorCode === 0 ? null : errorName(dir.errorCode),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))

/** A partition's size is its leader's replica's; one being moved between dirs is not counted yet. */
function noteSizes(topics: Map<string, TopicSnapshot>, node: number, answer: LogDirsAnswer): void {
  for (const dir of answer.results) {
    for (const { name, partitions } of dir.topics) {
      const topic = topics.get(name)
      if (!topic) continue
      for (const replica of partitions) {
        const partition = partitionOf(topic, replica.partitionIndex)
        if (replica.isFutureKey || partition?.leader !== node) continue
        partition.sizeBytes = Number(replica.partitionSize)
      }
    }
  }
}

function listsReplicas(taking: Taking, nodes: number[], node: number): boolean {
  const { sizes, turn } = taking.plan
  return sizes === 'all' || (sizes === 'turn' && node === nodes[turn % nodes.length])
}

/** A broker that did not answer at the last poll and does now is asked at once. */
function hasComeBack(taking: Taking, node: number): boolean {
  const before = taking.previous?.brokers.find((b) => b.id === node)
  return before?.reachable === false && taking.poll.isAnswering(node)
}

/**
 * Each broker's log directories. Totals only, which costs some 60 bytes a directory; when it is a
 * broker's turn, with every replica, from which the sizes of the partitions it leads are taken.
 */
export async function readLogDirs(taking: Taking, topics: TopicSnapshot[]): Promise<DirsByBroker> {
  const before = new Map(taking.previous?.brokers.map((b) => [b.id, b.logDirs]))
  const result: DirsByBroker = new Map(before)
  const nodes = taking.poll.nodes().sort((a, b) => a - b)
  const asked = taking.plan.logDirs ? nodes : nodes.filter((node) => hasComeBack(taking, node))
  const byName = new Map(topics.map((t) => [t.name, t]))
  for (const [id, dirs] of before) {
    if (taking.plan.logDirs && !nodes.includes(id))
      result.set(id, notKnown(dirs, `broker ${id} is not registered`))
  }
  await Promise.all(
    asked.map(async (node) => {
      const full = listsReplicas(taking, nodes, node)
      const outcome = await taking.poll.logDirs(node, full)
      const code = outcome.ok ? outcome.value.errorCode : 0
      const failure = outcome.ok ? (code === 0 ? null : failureOfCode(code)) : outcome.failure
      if (failure || !outcome.ok) {
        if (failure) note(taking, 'DescribeLogDirs', failure, { node })
        result.set(node, notKnown(before.get(node), failure ? reasonOf(node, failure) : 'unknown'))
        return
      }
      result.set(node, known(dirsOf(outcome.value), Date.now()))
      if (full) noteSizes(byName, node, outcome.value)
    }),
  )
  for (const node of nodes) if (!result.has(node)) result.set(node, neverAsked())
  return result
}
