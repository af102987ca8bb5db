import {
  type Described,
  describeClassic,
  describeConsumer,
  describeShare,
  describeStreams,
} from '../kafka/descriptions.ts'
import { failureOfCode } from '../kafka/errors.ts'
import { known, notKnown } from './observed.ts'
import type { GroupSnapshot, GroupType } from './schema.ts'
import { note, reasonOf, type Taking } from './taking.ts'

const verbs: Record<
  GroupType,
  { request: string; ask: typeof describeClassic | typeof describeConsumer } | null
> = {
  classic: { request: 'DescribeGroups', ask: describeClassic },
  connect: { request: 'DescribeGroups', ask: describeClassic },
  consumer: { request: 'ConsumerGroupDescribe', ask: describeConsumer },
  share: { request: 'ShareGroupDescribe', ask: describeShare },
  streams: { request: 'StreamsGroupDescribe', ask: describeStreams },
  unknown: null,
}

/** Every group when due; else the ones that are new or whose state has just changed. */
function wanted(taking: Taking, groups: GroupSnapshot[], fresh: boolean): GroupSnapshot[] {
  if (taking.plan.describes) return groups
  if (!fresh) return []
  const before = new Map(taking.previous?.groups.map((g) => [g.id, g]))
  return groups.filter((g) => {
    const old = before.get(g.id)
    return !old || old.state !== g.state || old.type !== g.type
  })
}

function apply(
  taking: Taking,
  group: GroupSnapshot,
  node: number,
  request: string,
  item: Described | undefined,
  at: number,
): void {
  if (item && item.errorCode === 0) {
    group.description = known(item.description, at)
    return
  }
  const failure = item
    ? failureOfCode(item.errorCode, item.errorMessage)
    : { code: 'invalid_response' as const, message: 'no answer for this group' }
  group.description = notKnown(group.description, reasonOf(node, failure))
  note(taking, request, failure, { node, group: group.id })
}

async function describeAt(
  taking: Taking,
  node: number,
  groups: GroupSnapshot[],
  { request, ask }: NonNullable<(typeof verbs)[GroupType]>,
): Promise<void> {
  const outcome = await ask(
    taking.poll,
    node,
    groups.map((g) => g.id),
  )
  if (!outcome.ok) {
    note(taking, request, outcome.failure, { node })
    const reason = reasonOf(node, outcome.failure)
    for (const group of groups) group.description = notKnown(group.description, reason)
    return
  }
  const at = Date.now()
  for (const group of groups) apply(taking, group, node, request, outcome.value.get(group.id), at)
}

/**
 * Members and assignments, many groups in one request per coordinator and type. A group that is listed
 * as Empty has no members, so it is not asked.
 */
export async function describeGroups(
  taking: Taking,
  groups: GroupSnapshot[],
  fresh: boolean,
): Promise<void> {
  const requests = new Map<string, { node: number; type: GroupType; groups: GroupSnapshot[] }>()
  for (const group of wanted(taking, groups, fresh)) {
    const { coordinator: node, type } = group
    if (group.state === 'Empty') {
      const empty = { state: 'Empty', assignor: null, epoch: null, members: [] }
      group.description = known(empty, group.listedAt)
    } else if (node === null) {
      group.description = notKnown(group.description, 'it has no coordinator now')
    } else if (verbs[type]) {
      const key = `${verbs[type].request} ${node}`
      const entry = requests.get(key) ?? { node, type, groups: [] }
      entry.groups.push(group)
      requests.set(key, entry)
    }
  }
  await Promise.all(
    [...requests.values()].map(({ node, type, groups: list }) => {
      const verb = verbs[type]
      return verb ? describeAt(taking, node, list, verb) : undefined
    }),
  )
}
