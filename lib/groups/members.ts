import type { GroupDescription, GroupMember, GroupSnapshot } from '../snapshot/schema.ts'
import { plural } from '../words.ts'

/** While a classic group rebalances nobody owns anything, which says nothing about who is idle. */
const REBALANCING = new Set(['PreparingRebalance', 'CompletingRebalance'])

const settled = (group: GroupSnapshot): GroupDescription | null => {
  const description = group.description.value
  if (!description || REBALANCING.has(description.state) || REBALANCING.has(group.state))
    return null
  return description
}

/** Members now, or null when the group is not described. An Empty group has none, described or not. */
export const memberCount = (group: GroupSnapshot): number | null =>
  group.description.value?.members.length ?? (group.state === 'Empty' ? 0 : null)

/** A member without a partition; null when its assignment is not known (Connect, or undecoded bytes). */
export const isIdle = (member: GroupMember): boolean | null => {
  if (member.assignment === null) return null
  const owns = (list: GroupMember['assignment']) =>
    (list ?? []).some((t) => t.partitions.length > 0)
  // A KIP-848 member that was promised partitions is waiting for them, not idle.
  return !owns(member.assignment) && !owns(member.target)
}

/** How many members have no partition; null while rebalancing or when any assignment is not known. */
export const idleMembers = (group: GroupSnapshot): number | null => {
  const description = settled(group)
  if (!description) return memberCount(group) === 0 ? 0 : null
  let idle = 0
  for (const member of description.members) {
    const one = isIdle(member)
    if (one === null) return null
    if (one) idle += 1
  }
  return idle
}

export type Scaling = 'balanced' | 'maximum_parallelism' | 'idle_members'

type Spread = {
  members: number
  partitions: number
  idle: number
  least: number
  most: number
  topics: number
}

const spread = (group: GroupSnapshot): Spread | null => {
  const members = settled(group)?.members ?? []
  // A share group hands one partition to several members: the guide's table is not about it.
  if (members.length === 0 || group.type === 'share' || group.type === 'connect') return null
  const idle = idleMembers(group)
  if (idle === null) return null
  const topics = new Set<string>()
  const sizes = members.map((member) => {
    for (const t of member.assignment ?? []) if (t.partitions.length > 0) topics.add(t.topic)
    return (member.assignment ?? []).reduce((sum, t) => sum + t.partitions.length, 0)
  })
  const active = sizes.filter((n) => n > 0)
  const partitions = sizes.reduce((a, b) => a + b, 0)
  // Somebody waits for what was promised: the row is known when it has arrived.
  if (partitions === 0 || active.length + idle !== members.length) return null
  return {
    members: members.length,
    partitions,
    idle,
    least: Math.min(...active),
    most: Math.max(...active),
    topics: topics.size,
  }
}

/**
 * The row of the guide's scaling table a group stands in: 3 members on 6 partitions `balanced`, 6 on 6
 * `maximum_parallelism`, 9 on 6 `idle_members`. Null when empty, rebalancing, not known, or uneven
 * (assignors that work topic by topic may differ by one partition a topic, which is still balanced).
 */
export const scaling = (group: GroupSnapshot): Scaling | null => {
  const s = spread(group)
  if (!s) return null
  if (s.idle > 0) return 'idle_members'
  if (s.members === s.partitions) return 'maximum_parallelism'
  return s.most - s.least <= s.topics ? 'balanced' : null
}

/** The same in the guide's words, or null: "9 members on 6 partitions: 6 active, 3 idle". */
export const scalingText = (group: GroupSnapshot): string | null => {
  const s = spread(group)
  if (!s) return null
  const on = `${plural(s.members, 'member')} on ${plural(s.partitions, 'partition')}`
  if (s.idle > 0) {
    return `${on}: ${s.members - s.idle} active, ${s.idle} idle; there is work for one member a partition`
  }
  if (s.members === s.partitions) return `${on}: 1 partition each, maximum parallelism`
  const each =
    s.least === s.most
      ? plural(s.least, 'partition')
      : `${s.least} to ${plural(s.most, 'partition')}`
  return `${on}: ${each} each, ${scaling(group) === 'balanced' ? 'balanced' : 'uneven'}`
}
