import type { ListedGroup } from '../kafka/control-plane/answers.ts'
import { failureOfCode } from '../kafka/errors.ts'
import { neverAsked } from './observed.ts'
import type { GroupSnapshot, GroupType } from './schema.ts'
import { note, type Taking } from './taking.ts'

/** The groups of a poll, and what listing them told. */
export type Listing = {
  /** Sorted by id; only watched ones. */
  groups: GroupSnapshot[]
  /** Who listed each group: more than one while its coordinator moves. Empty when not listed now. */
  listedBy: Map<string, number[]>
  /** Whether this poll has listed the groups. */
  fresh: boolean
  listed: number
}

const typesOfKafka: Record<string, GroupType> = {
  classic: 'classic',
  consumer: 'consumer',
  share: 'share',
  streams: 'streams',
}

/** Kafka's type word (ListGroups v5; before 3.8 all are classic); Connect workers are told by protocol. */
function typeOf(seen: ListedGroup): GroupType {
  if (seen.protocolType === 'connect') return 'connect'
  if (seen.groupType === undefined || seen.groupType === '') return 'classic'
  return typesOfKafka[seen.groupType.toLowerCase()] ?? 'unknown'
}

function groupFrom(
  seen: ListedGroup,
  coordinator: number,
  before: GroupSnapshot | undefined,
  listedAt: number,
): GroupSnapshot {
  return {
    id: seen.groupId,
    type: typeOf(seen),
    state: seen.groupState || 'Unknown',
    protocolType: seen.protocolType,
    coordinator,
    listedAt,
    commits: null,
    commitsAt: before?.commitsAt ?? null,
    commitsReason: null,
    description: before?.description ?? neverAsked(),
  }
}

const kept = (before: GroupSnapshot, coordinator: number | null): GroupSnapshot => ({
  ...before,
  coordinator,
  commits: null,
  commitsReason: null,
})

type Heard = { seen: Map<string, { group: ListedGroup; nodes: number[] }>; answered: Set<number> }

async function askEveryBroker(taking: Taking): Promise<Heard> {
  const heard: Heard = { seen: new Map(), answered: new Set() }
  await Promise.all(
    taking.poll.nodes().map(async (node) => {
      const outcome = await taking.poll.listGroups(node)
      if (!outcome.ok) return note(taking, 'ListGroups', outcome.failure, { node })
      const { errorCode, groups } = outcome.value
      if (errorCode === 0) heard.answered.add(node)
      else note(taking, 'ListGroups', failureOfCode(errorCode), { node })
      for (const group of groups) {
        const known = heard.seen.get(group.groupId)
        if (known) known.nodes.push(node)
        else heard.seen.set(group.groupId, { group, nodes: [node] })
      }
    }),
  )
  return heard
}

/**
 * Groups known before that nobody lists now: deleted, or their coordinator is silent or moving. Who
 * coordinates them tells which; the answer costs one request, and only when a group is missed.
 */
async function missedGroups(taking: Taking, heard: Heard): Promise<GroupSnapshot[]> {
  const missed = (taking.previous?.groups ?? []).filter(
    (g) => !heard.seen.has(g.id) && taking.keepsGroup(g.id),
  )
  if (missed.length === 0) return []
  const { poll } = taking
  const isGone = (g: GroupSnapshot) => g.coordinator !== null && heard.answered.has(g.coordinator)
  const node = poll.nodes().find((n) => poll.isAnswering(n))
  const ids = missed.map((g) => g.id)
  const outcome = node === undefined ? null : await poll.findCoordinators(node, ids)
  if (!outcome?.ok) {
    if (outcome) note(taking, 'FindCoordinator', outcome.failure, { node: node ?? null })
    return missed.filter((g) => !isGone(g)).map((g) => kept(g, g.coordinator))
  }
  const found = new Map(outcome.value.coordinators.map((c) => [c.key, c]))
  const staying: GroupSnapshot[] = []
  for (const group of missed) {
    const now = found.get(group.id)
    const coordinator = now && now.errorCode === 0 ? now.nodeId : null
    if (coordinator === null) {
      if (!isGone(group)) staying.push(kept(group, group.coordinator))
    } else if (coordinator !== group.coordinator || !heard.answered.has(coordinator)) {
      staying.push(kept(group, coordinator))
    }
  }
  return staying
}

const byId = (a: GroupSnapshot, b: GroupSnapshot) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/**
 * Every group as the brokers list them now. The broker that lists a group is its coordinator, so
 * FindCoordinator is not needed; a group two brokers list (its coordinator is moving) counts once.
 */
export async function listGroups(taking: Taking): Promise<Listing> {
  const heard = await askEveryBroker(taking)
  const before = new Map(taking.previous?.groups.map((g) => [g.id, g]))
  const listedAt = Date.now()
  const groups: GroupSnapshot[] = []
  const listedBy = new Map<string, number[]>()
  for (const [id, { group, nodes }] of heard.seen) {
    if (!taking.keepsGroup(id)) continue
    const old = before.get(id)
    const stays = old?.coordinator != null && nodes.includes(old.coordinator)
    const coordinator = stays ? (old?.coordinator ?? nodes[0]) : nodes[0]
    if (coordinator === undefined || coordinator === null) continue
    listedBy.set(id, nodes)
    groups.push(groupFrom(group, coordinator, old, listedAt))
  }
  const missed = await missedGroups(taking, heard)
  groups.push(...missed)
  groups.sort(byId)
  return {
    groups: groups.slice(0, taking.config.groups.cap),
    listedBy,
    fresh: true,
    listed: heard.seen.size + missed.length,
  }
}

/** The groups as last listed, for the polls between two listings; commits still to be asked. */
export function groupsAsBefore(taking: Taking): Listing {
  const groups = taking.previous?.groups ?? []
  return {
    groups: groups.map((g) => kept(g, g.coordinator)),
    listedBy: new Map(),
    fresh: false,
    listed: taking.previous?.groupsListed ?? 0,
  }
}
