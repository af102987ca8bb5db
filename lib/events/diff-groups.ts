import { isDown } from '../groups/snapshot-index.ts'
import type { ClusterSnapshot, GroupSnapshot } from '../snapshot/schema.ts'
import { change } from './new-event.ts'
import type { NewEvent } from './schema.ts'

/**
 * Groups that appeared and went, changed state or members. A group that is not listed while a broker is
 * silent may simply be one that broker coordinates, so nothing is said of it then.
 */
export const diffGroups = (previous: ClusterSnapshot, next: ClusterSnapshot): NewEvent[] => {
  const before = new Map(previous.groups.map((group) => [group.id, group]))
  const after = new Set(next.groups.map((group) => group.id))
  const events: NewEvent[] = []
  const appeared = next.groups.filter((group) => !before.has(group.id))
  const gone = previous.groups.filter((group) => !after.has(group.id))
  if (
    appeared.length + gone.length > 0 &&
    comparable(previous, next, appeared.length, gone.length)
  ) {
    for (const { id, state } of gone) {
      events.push(change('group_gone', previous, next, { group: id, before: state }))
    }
    for (const { id, state } of appeared) {
      events.push(change('group_appeared', previous, next, { group: id, after: state }))
    }
  }
  for (const group of next.groups) {
    const old = before.get(group.id)
    if (old && old !== group) events.push(...groupEvents(previous, next, old, group))
  }
  return events
}

/** Both lists are whole, and the cap and the patterns left out the same number of groups. */
const comparable = (
  previous: ClusterSnapshot,
  next: ClusterSnapshot,
  appeared: number,
  gone: number,
): boolean => {
  if (previous.visibility !== next.visibility) return false
  if (silent(previous) || silent(next)) return false
  const listed = next.groupsListed - previous.groupsListed
  return next.groupsWatched - previous.groupsWatched === listed || listed === appeared - gone
}

/** A broker that should answer and does not, so that its part of the list is old or missing. */
const silent = (snapshot: ClusterSnapshot): boolean =>
  snapshot.problems.some((p) => p.request === 'ListGroups' && p.group === null) ||
  snapshot.brokers.some((broker) => isDown(broker) && broker.registered)

const UNKNOWN_STATES = new Set(['', 'Unknown'])

const groupEvents = (
  previous: ClusterSnapshot,
  next: ClusterSnapshot,
  old: GroupSnapshot,
  group: GroupSnapshot,
): NewEvent[] => {
  const events: NewEvent[] = []
  const known = !UNKNOWN_STATES.has(old.state) && !UNKNOWN_STATES.has(group.state)
  if (
    known &&
    old.state !== group.state &&
    old.coordinator !== null &&
    group.coordinator !== null
  ) {
    events.push(
      change('group_state_change', previous, next, {
        group: group.id,
        // States come with the list of groups, which is read every other poll.
        from: Math.min(old.listedAt, previous.observedAt),
        before: old.state,
        after: group.state,
      }),
    )
  }
  const was = old.description.value ?? old.description.last?.value
  const is = group.description.value
  if (!was || !is || was === is) return events
  const ids = new Set(was.members.map((member) => member.memberId))
  const joined = is.members.filter((member) => !ids.has(member.memberId)).length
  if (joined > 0 || is.members.length !== was.members.length) {
    const seen = old.description.observedAt ?? old.description.last?.observedAt
    events.push(
      change('group_members_changed', previous, next, {
        group: group.id,
        from: seen ?? previous.observedAt,
        before: String(was.members.length),
        after: String(is.members.length),
      }),
    )
  }
  return events
}
