import type { OffsetFetchAnswer, ShareOffsetsAnswer } from '../kafka/control-plane/answers.ts'
import { errorName } from '../kafka/control-plane/error-names.ts'
import { type Failure, failureOfCode, NOT_COORDINATOR, type Outcome } from '../kafka/errors.ts'
import { type Listing, listGroups } from './group-listing.ts'
import type { CommittedPartition, CommittedTopic, GroupSnapshot } from './schema.ts'
import { note, reasonOf, type Taking } from './taking.ts'

const errorOf = (code: number): string | null => (code === 0 ? null : errorName(code))
const nonNegative = (offset: bigint): bigint | null => (offset < 0n ? null : offset)

const byTopic = (a: CommittedTopic, b: CommittedTopic) =>
  a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : 0
const byPartition = (a: CommittedPartition, b: CommittedPartition) => a.partition - b.partition

type Item = OffsetFetchAnswer['groups'][number] | ShareOffsetsAnswer['groups'][number]

function commitsOf(taking: Taking, item: Item): CommittedTopic[] {
  const commits: CommittedTopic[] = []
  for (const topic of item.topics) {
    const name = 'name' in topic ? topic.name : topic.topicName
    if (!taking.keepsTopic(name)) continue
    const partitions = topic.partitions.map((p) => ({
      partition: p.partitionIndex,
      offset: nonNegative('committedOffset' in p ? p.committedOffset : p.startOffset),
      shareLag: 'lag' in p ? nonNegative(p.lag) : null,
      error: errorOf(p.errorCode),
    }))
    commits.push({ topic: name, partitions: partitions.sort(byPartition) })
  }
  return commits.sort(byTopic)
}

function unknown(group: GroupSnapshot, reason: string): void {
  group.commits = null
  group.commitsReason = reason
}

/** Reads the commits of one coordinator's groups. Returns those it does not coordinate any more. */
async function readAt(
  taking: Taking,
  node: number,
  groups: GroupSnapshot[],
  kind: 'OffsetFetch' | 'DescribeShareGroupOffsets',
): Promise<GroupSnapshot[]> {
  const ids = groups.map((g) => g.id)
  const outcome: Outcome<{ groups: Item[] }> =
    kind === 'OffsetFetch'
      ? await taking.poll.offsetFetch(node, ids)
      : await taking.poll.shareOffsets(node, ids)
  const failAll = (failure: Failure): GroupSnapshot[] => {
    note(taking, kind, failure, { node })
    for (const group of groups) unknown(group, reasonOf(node, failure))
    return []
  }
  if (!outcome.ok) return failAll(outcome.failure)
  const at = Date.now()
  const answers = new Map(outcome.value.groups.map((g) => [g.groupId, g]))
  const moved: GroupSnapshot[] = []
  for (const group of groups) {
    const item = answers.get(group.id)
    if (!item) {
      unknown(group, `broker ${node} did not answer for this group`)
    } else if (item.errorCode === NOT_COORDINATOR) {
      unknown(group, 'its coordinator is moving')
      moved.push(group)
    } else if (item.errorCode !== 0) {
      const text = 'errorMessage' in item ? item.errorMessage : null
      const failure = failureOfCode(item.errorCode, text)
      unknown(group, reasonOf(node, failure))
      note(taking, kind, failure, { node, group: group.id })
    } else {
      group.commits = commitsOf(taking, item)
      group.commitsAt = at
      group.commitsReason = null
    }
  }
  return moved
}

/** One request per coordinator for all its groups, and one more where it coordinates share groups. */
async function readAll(taking: Taking, groups: GroupSnapshot[]): Promise<GroupSnapshot[]> {
  const committing = new Map<number, GroupSnapshot[]>()
  const sharing = new Map<number, GroupSnapshot[]>()
  for (const group of groups) {
    if (group.coordinator === null) {
      unknown(group, 'it has no coordinator now')
      continue
    }
    const into = group.type === 'share' ? sharing : committing
    const known = into.get(group.coordinator)
    if (known) known.push(group)
    else into.set(group.coordinator, [group])
  }
  const moved = await Promise.all([
    ...[...committing].map(([node, list]) => readAt(taking, node, list, 'OffsetFetch')),
    ...[...sharing].map(([node, list]) => readAt(taking, node, list, 'DescribeShareGroupOffsets')),
  ])
  return moved.flat()
}

/** Finds the moved groups' coordinators: another broker that listed them, or Kafka's own word. */
async function remap(taking: Taking, listing: Listing, moved: GroupSnapshot[]): Promise<void> {
  const unclear: GroupSnapshot[] = []
  for (const group of moved) {
    const other = listing.listedBy.get(group.id)?.find((node) => node !== group.coordinator)
    if (other === undefined) unclear.push(group)
    else group.coordinator = other
  }
  const { poll } = taking
  const node = poll.nodes().find((n) => poll.isAnswering(n))
  if (unclear.length === 0 || node === undefined) return
  const outcome = await poll.findCoordinators(
    node,
    unclear.map((g) => g.id),
  )
  if (!outcome.ok) return note(taking, 'FindCoordinator', outcome.failure, { node })
  const found = new Map(outcome.value.coordinators.map((c) => [c.key, c]))
  for (const group of unclear) {
    const now = found.get(group.id)
    group.coordinator = now && now.errorCode === 0 ? now.nodeId : null
  }
}

/**
 * The committed offsets of every group. A group whose coordinator moved is mapped anew and asked once
 * more in the same poll: by listing the groups again when this poll has not yet, which also returns
 * the new list. A group nobody answers for stays, with its commits null and the reason.
 */
export async function readCommits(taking: Taking, listing: Listing): Promise<Listing> {
  const moved = await readAll(taking, listing.groups)
  if (moved.length === 0) return listing
  if (listing.fresh) {
    await remap(taking, listing, moved)
    await readAll(taking, moved)
    return listing
  }
  const relisted = await listGroups(taking)
  const done = new Map(listing.groups.map((g) => [g.id, g]))
  const movedIds = new Set(moved.map((g) => g.id))
  const again: GroupSnapshot[] = []
  for (const group of relisted.groups) {
    const old = done.get(group.id)
    if (!old || movedIds.has(group.id)) {
      again.push(group)
    } else {
      group.commits = old.commits
      group.commitsAt = old.commitsAt
      group.commitsReason = old.commitsReason
    }
  }
  await readAll(taking, again)
  return relisted
}
