import { plural } from '@/lib/format'
import type { GroupDetail } from '@/lib/groups/schema'
import { listed } from '@/lib/words'
import { isUnowned } from './partition-rows'

export type GroupNote = { status: 'unknown' | 'warning' | 'ok'; title: string; text: string }

const typeNotes: Partial<Record<GroupDetail['type'], GroupNote>> = {
  share: {
    status: 'ok',
    title: 'A share group.',
    text: 'Kafka hands each record to any one of its members, so a partition has no owner and more members than partitions all work. Lag is what the broker says is not acknowledged.',
  },
  connect: {
    status: 'ok',
    title: 'A Kafka Connect group.',
    text: 'Its members are workers that share out connectors and tasks, not partitions. What a sink reads is committed by its own group, connect-<connector>.',
  },
}

/** Commits that move while Kafka knows no member: somebody assigns partitions by hand. */
const commitsOnly = (group: GroupDetail): boolean =>
  group.members === 0 && (group.consumedPerSecond ?? 0) > 0

/** A coordinator that does not tell the offsets: everything about the group is from before, or unknown. */
const silentCoordinator = (group: GroupDetail): boolean =>
  group.lagMessages === null && group.partitions.length === 0 && group.statusReason !== null

/** What is peculiar about this group and must be known to read its page; each says its own truth. */
export const groupNotes = (group: GroupDetail): GroupNote[] => {
  const notes: GroupNote[] = []
  if (silentCoordinator(group)) {
    notes.push({
      status: 'unknown',
      title: 'Its offsets are not known now.',
      text: `${group.statusReason}. Lag, partitions and members read — until the coordinator answers.`,
    })
  }
  const typeNote = typeNotes[group.type]
  if (typeNote) notes.push(typeNote)
  if (group.type === 'unknown') {
    notes.push({
      status: 'unknown',
      title: 'Its type is not known.',
      text: 'The broker lists it without one, so it cannot be described.',
    })
  }
  if (commitsOnly(group)) {
    notes.push({
      status: 'ok',
      title: 'It commits without members.',
      text: 'Its consumers choose partitions by hand (assign), so Kafka cannot say who they are. The group is not stopped.',
    })
  }
  const unowned = group.partitions.filter((row) => isUnowned(group, row))
  if (unowned.length > 0) {
    const names = unowned.map((row) => `${row.topic}-${row.partition}`)
    notes.push({
      status: 'warning',
      title: `${plural(unowned.length, 'partition')} without an owner.`,
      text: `No member reads ${listed(names)}.`,
    })
  }
  return notes
}
