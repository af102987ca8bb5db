import { sharedCommits } from '../kafka/committed.ts'
import { failureOfCode, NOT_COORDINATOR, type Outcome } from '../kafka/errors.ts'
import { type Listing, listGroups } from './group-listing.ts'
import type { CommittedTopic, GroupSnapshot } from './schema.ts'
import { note, reasonOf, type Taking } from './taking.ts'

function unknown(group: GroupSnapshot, reason: string): void {
  group.commits = null
  group.commitsReason = reason
}

type Fetched = {
  groupId: string
  errorCode: number
  errorMessage: string | null
  commits: CommittedTopic[]
}
type Kind = 'OffsetFetch' | 'DescribeShareGroupOffsets'

async function fetch(
  taking: Taking,
  node: number,
  ids: string[],
  kind: Kind,
): Promise<Outcome<Fetched[]>> {
  const { poll, keepsTopic } = taking
  if (kind === 'OffsetFetch') {
    const before = (id: string) => taking.commitsBefore.get(id) ?? null
    const outcome = await poll.offsetFetch(node, ids, { keepsTopic, before })
    if (!outcome.ok) return outcome
    return { ok: true, value: outcome.value.map((g) => ({ ...g, errorMessage: null })) }
  }
  const outcome = await poll.shareOffsets(node, ids)
  if (!outcome.ok) return outcome
  const groups = outcome.value.groups.map(({ groupId, errorCode, errorMessage, topics }) => ({
    groupId,
    errorCode,
    errorMessage,
    commits: sharedCommits({ groupId, errorCode, errorMessage, topics }, keepsTopic),
  }))
  return { ok: true, value: groups }
}

/** Reads the commits of one coordinator's groups. Returns those it does not coordinate any more. */
async function readAt(
  taking: Taking,
  node: number,
  groups: GroupSnapshot[],
  kind: Kind,
): Promise<GroupSnapshot[]> {
  const outcome = await fetch(
    taking,
    node,
    groups.map((g) => g.id),
    kind,
  )
  if (!outcome.ok) {
    note(taking, kind, outcome.failure, { node })
    for (const group of groups) unknown(group, reasonOf(node, outcome.failure))
    return []
  }
  const at = Date.now()
  const answers = new Map(outcome.value.map((g) => [g.groupId, g]))
  const moved: GroupSnapshot[] = []
  for (const group of groups) {
    const item = answers.get(group.id)
    if (!item) {
      unknown(group, `broker ${node} did not answer for this group`)
    } else if (item.errorCode === NOT_COORDINATOR) {
      unknown(group, 'its coordinator is moving')
      moved.push(group)
    } else if (item.errorCode !== 0) {
      const failure = failureOfCode(item.errorCode, item.errorMessage)
      unknown(group, reasonOf(node, failure))
      note(taking, kind, failure, { node, group: group.id })
    } else {
      group.commits = item.commits
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
