import type { CommittedTopic, GroupDescription, GroupType } from '../snapshot/schema.ts'
import { EARLIEST, LATEST } from './codecs/list-offsets.ts'
import { sharedCommits } from './committed.ts'
import type { ConfigEntry } from './control-plane/answers.ts'
import type { Poll } from './control-plane/poll.ts'
import {
  type Described,
  describeClassic,
  describeConsumer,
  describeShare,
  describeStreams,
} from './descriptions.ts'
import { failed, failureOfCode, NOT_COORDINATOR, type Outcome } from './errors.ts'

/** A group as a page knows it: its coordinator may have moved since. */
export type GroupRef = { id: string; type: GroupType; coordinator: number | null }

/** One topic configuration with everything Kafka says about it; `documentation` is its HTML. */
export type TopicConfigEntry = {
  name: string
  value: string | null
  sensitive: boolean
  readOnly: boolean
  /** Kafka's word, e.g. `DYNAMIC_TOPIC_CONFIG`, `DEFAULT_CONFIG`. */
  source: string
  isDefault: boolean
  /** Kafka's word in lower case: `boolean`, `string`, `int`, `long`, `list`, … */
  type: string
  documentation: string | null
}

const sources = [
  'UNKNOWN',
  'DYNAMIC_TOPIC_CONFIG',
  'DYNAMIC_BROKER_CONFIG',
  'DYNAMIC_DEFAULT_BROKER_CONFIG',
  'STATIC_BROKER_CONFIG',
  'DEFAULT_CONFIG',
  'DYNAMIC_BROKER_LOGGER_CONFIG',
  'CLIENT_METRICS_CONFIG',
  'GROUP_CONFIG',
]
const types = [
  'unknown',
  'boolean',
  'string',
  'int',
  'short',
  'long',
  'double',
  'list',
  'class',
  'password',
]

const configEntry = (entry: ConfigEntry): TopicConfigEntry => ({
  name: entry.name,
  value: entry.value,
  sensitive: entry.isSensitive,
  readOnly: entry.readOnly,
  source: sources[entry.configSource] ?? 'UNKNOWN',
  isDefault: sources[entry.configSource] !== 'DYNAMIC_TOPIC_CONFIG',
  type: types[entry.configType] ?? 'unknown',
  documentation: entry.documentation,
})

async function someBroker(poll: Poll): Promise<Outcome<number>> {
  if (poll.nodes().length === 0) {
    const metadata = await poll.metadata([])
    if (!metadata.ok) return metadata
  }
  const node = poll.nodes().find((n) => poll.isAnswering(n))
  return node === undefined ? failed('not_asked', 'no broker answers') : { ok: true, value: node }
}

/** Every configuration of one topic, with documentation, from any broker. */
export async function readTopicConfigs(
  poll: Poll,
  topic: string,
): Promise<Outcome<TopicConfigEntry[]>> {
  const node = await someBroker(poll)
  if (!node.ok) return node
  const outcome = await poll.allTopicConfigs(node.value, topic)
  if (!outcome.ok) return outcome
  const result = outcome.value.results[0]
  if (!result) return failed('invalid_response', 'its answer could not be read')
  if (result.errorCode !== 0) {
    return { ok: false, failure: failureOfCode(result.errorCode, result.errorMessage) }
  }
  const entries = result.configs.map(configEntry)
  return { ok: true, value: entries.sort((a, b) => (a.name < b.name ? -1 : 1)) }
}

async function coordinatorOf(poll: Poll, groupId: string): Promise<Outcome<number>> {
  const node = await someBroker(poll)
  if (!node.ok) return node
  const outcome = await poll.findCoordinators(node.value, [groupId])
  if (!outcome.ok) return outcome
  const found = outcome.value.coordinators[0]
  if (found?.errorCode === 0) return { ok: true, value: found.nodeId }
  return { ok: false, failure: failureOfCode(found?.errorCode ?? -1) }
}

/** Asks a group's coordinator, and once more the new one when it has moved. */
async function atCoordinator<T extends { errorCode: number }>(
  poll: Poll,
  group: GroupRef,
  ask: (node: number) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const ready = await someBroker(poll)
  if (!ready.ok) return ready
  if (group.coordinator !== null) {
    const outcome = await ask(group.coordinator)
    if (!outcome.ok || outcome.value.errorCode !== NOT_COORDINATOR) return outcome
  }
  const now = await coordinatorOf(poll, group.id)
  return now.ok ? ask(now.value) : now
}

/** The only item of an answer about one group; its own error code stays for the caller. */
function only<T>(outcome: Outcome<T | undefined>): Outcome<T> {
  if (!outcome.ok) return outcome
  if (outcome.value === undefined) return failed('invalid_response', 'no answer for this group')
  return { ok: true, value: outcome.value }
}

function verbOf(type: GroupType) {
  if (type === 'consumer') return describeConsumer
  if (type === 'share') return describeShare
  return type === 'streams' ? describeStreams : describeClassic
}

/** State, members and assignments of one group, asked by the request of its type. */
export async function readGroup(poll: Poll, group: GroupRef): Promise<Outcome<GroupDescription>> {
  const describeGroup = verbOf(group.type)
  const outcome = await atCoordinator<Described>(poll, group, async (node) => {
    const described = await describeGroup(poll, node, [group.id])
    return only(described.ok ? { ok: true, value: described.value.get(group.id) } : described)
  })
  if (!outcome.ok) return outcome
  const { errorCode, errorMessage, description } = outcome.value
  if (errorCode === 0) return { ok: true, value: description }
  return { ok: false, failure: failureOfCode(errorCode, errorMessage) }
}

/** Committed offsets of one group (start offsets of a share group), now. */
export async function readGroupCommits(
  poll: Poll,
  group: GroupRef,
): Promise<Outcome<CommittedTopic[]>> {
  const all = () => true
  const outcome = await atCoordinator(poll, group, async (node) => {
    if (group.type === 'share') {
      const answer = await poll.shareOffsets(node, [group.id])
      if (!answer.ok) return answer
      const found = answer.value.groups[0]
      const commits = found ? sharedCommits(found, all) : []
      return only({ ok: true, value: found && { errorCode: found.errorCode, commits } })
    }
    const how = { keepsTopic: all, before: () => null }
    const answer = await poll.offsetFetch(node, [group.id], how)
    return only(answer.ok ? { ok: true, value: answer.value[0] } : answer)
  })
  if (!outcome.ok) return outcome
  const { errorCode, commits } = outcome.value
  if (errorCode !== 0) return { ok: false, failure: failureOfCode(errorCode) }
  return { ok: true, value: commits }
}

/** One partition's log bounds now; null where its leader does not tell. */
export type PartitionOffsets = {
  partition: number
  leader: number
  startOffset: bigint | null
  endOffset: bigint | null
}

/** Log start and end of every partition of one topic: metadata, then each leader for both ends. */
export async function readTopicOffsets(
  poll: Poll,
  name: string,
): Promise<Outcome<PartitionOffsets[]>> {
  const metadata = await poll.metadata([name])
  if (!metadata.ok) return metadata
  const topic = metadata.value.answer.topics.find((t) => t.name === name)
  if (!topic || topic.partitions.length === 0) {
    return { ok: false, failure: failureOfCode(topic?.errorCode ?? 3) }
  }
  const rows = topic.partitions
    .map((p) => ({
      partition: p.partition,
      leader: p.leader,
      startOffset: null as bigint | null,
      endOffset: null as bigint | null,
    }))
    .sort((a, b) => a.partition - b.partition)
  const leaders = new Set(rows.map((r) => r.leader).filter((id) => id >= 0))
  const ask = async (node: number, end: 'startOffset' | 'endOffset') => {
    const led = rows.filter((r) => r.leader === node)
    const timestamp = end === 'endOffset' ? LATEST : EARLIEST
    const asked = [{ name, partitions: led.map((r) => r.partition) }]
    await poll.listOffsets(node, timestamp, asked, () => (partition, errorCode, offset) => {
      const row = rows.find((r) => r.partition === partition)
      if (row && errorCode === 0) row[end] = offset.int64()
    })
  }
  await Promise.all([...leaders].flatMap((n) => [ask(n, 'endOffset'), ask(n, 'startOffset')]))
  return { ok: true, value: rows }
}
