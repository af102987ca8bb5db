import type { GroupDescription, MemberAssignment } from '../snapshot/schema.ts'
import type { AssignedTopic, StreamsGroupsAnswer, StreamsTasks } from './control-plane/answers.ts'
import { decodeAssignment } from './control-plane/member-assignment.ts'
import type { Poll } from './control-plane/poll.ts'
import type { Outcome } from './errors.ts'

/** One group's answer to its own kind of describe. */
export type Described = {
  errorCode: number
  errorMessage: string | null
  description: GroupDescription
}

type Verb = (
  poll: Poll,
  node: number,
  groupIds: string[],
) => Promise<Outcome<Map<string, Described>>>

function mapped<G extends { groupId: string }>(
  outcome: Outcome<{ groups: G[] }>,
  toDescribed: (group: G) => Described,
): Outcome<Map<string, Described>> {
  if (!outcome.ok) return outcome
  const groups = outcome.value.groups.map((g): [string, Described] => [g.groupId, toDescribed(g)])
  return { ok: true, value: new Map(groups) }
}

const byTopic = (a: MemberAssignment, b: MemberAssignment) => (a.topic < b.topic ? -1 : 1)

const assigned = (topics: AssignedTopic[]): MemberAssignment[] =>
  topics
    .map((t) => ({ topic: t.topicName, partitions: [...t.partitions].sort((a, b) => a - b) }))
    .sort(byTopic)

/** Classic and Connect groups (DescribeGroups). Member bytes of other protocols are left alone. */
export const describeClassic: Verb = async (poll, node, groupIds) =>
  mapped(await poll.describeClassic(node, groupIds), (g) => ({
    errorCode: g.errorCode,
    errorMessage: null,
    description: {
      state: g.groupState,
      assignor: g.protocolData || null,
      epoch: null,
      members: g.members.map((m) => ({
        memberId: m.memberId,
        instanceId: m.groupInstanceId,
        clientId: m.clientId,
        host: m.clientHost,
        rack: null,
        epoch: null,
        assignment: g.protocolType === 'consumer' ? decodeAssignment(m.memberAssignment) : null,
        target: null,
      })),
    },
  }))

/** KIP-848 groups (ConsumerGroupDescribe): with epochs, and the assignment the coordinator wants. */
export const describeConsumer: Verb = async (poll, node, groupIds) =>
  mapped(await poll.describeConsumer(node, groupIds), (g) => ({
    errorCode: g.errorCode,
    errorMessage: g.errorMessage,
    description: {
      state: g.groupState,
      assignor: g.assignorName || null,
      epoch: g.groupEpoch,
      members: g.members.map((m) => ({
        memberId: m.memberId,
        instanceId: m.instanceId,
        clientId: m.clientId,
        host: m.clientHost,
        rack: m.rackId,
        epoch: m.memberEpoch,
        assignment: assigned(m.assignment.topicPartitions),
        target: assigned(m.targetAssignment.topicPartitions),
      })),
    },
  }))

/** Share groups (ShareGroupDescribe). A partition may be assigned to several members. */
export const describeShare: Verb = async (poll, node, groupIds) =>
  mapped(await poll.describeShare(node, groupIds), (g) => ({
    errorCode: g.errorCode,
    errorMessage: g.errorMessage,
    description: {
      state: g.groupState,
      assignor: g.assignorName || null,
      epoch: g.groupEpoch,
      members: g.members.map((m) => ({
        memberId: m.memberId,
        instanceId: null,
        clientId: m.clientId,
        host: m.clientHost,
        rack: m.rackId,
        epoch: m.memberEpoch,
        assignment: assigned(m.assignment.topicPartitions),
        target: null,
      })),
    },
  }))

type Subtopologies = NonNullable<StreamsGroupsAnswer['groups'][number]['topology']>['subtopologies']

/** The topic partitions that tasks read: task n of a subtopology reads partition n of its sources. */
function taskPartitions(tasks: StreamsTasks, subtopologies: Subtopologies): MemberAssignment[] {
  const sources = new Map(
    subtopologies?.map((s) => [
      s.subtopologyId,
      [...s.sourceTopics, ...s.repartitionSourceTopics.map((t) => t.name)],
    ]),
  )
  const topics = new Map<string, number[]>()
  for (const { subtopologyId, partitions } of tasks.activeTasks) {
    for (const topic of sources.get(subtopologyId) ?? []) {
      topics.set(topic, [...(topics.get(topic) ?? []), ...partitions])
    }
  }
  return [...topics]
    .map(([topic, partitions]) => ({ topic, partitions: partitions.sort((a, b) => a - b) }))
    .sort(byTopic)
}

/** Streams groups (StreamsGroupDescribe): active tasks as the topic partitions they read. */
export const describeStreams: Verb = async (poll, node, groupIds) =>
  mapped(await poll.describeStreams(node, groupIds), (g) => {
    const subtopologies = g.topology?.subtopologies ?? null
    return {
      errorCode: g.errorCode,
      errorMessage: g.errorMessage,
      description: {
        state: g.groupState,
        assignor: null,
        epoch: g.groupEpoch,
        members: g.members.map((m) => ({
          memberId: m.memberId,
          instanceId: m.instanceId,
          clientId: m.clientId,
          host: m.clientHost,
          rack: m.rackId,
          epoch: m.memberEpoch,
          assignment: taskPartitions(m.assignment, subtopologies),
          target: taskPartitions(m.targetAssignment, subtopologies),
        })),
      },
    }
  })
