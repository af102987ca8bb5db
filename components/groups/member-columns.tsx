import type { Column } from '@/components/data/column'
import { Badge } from '@/components/ui/badge'
import { UnknownValue } from '@/components/ui/unknown-value'
import { count } from '@/lib/format'
import type { GroupDetail, GroupMemberItem } from '@/lib/groups/schema'
import { ranges } from './partition-rows'

/** "0–2, 5", with the topic's name before it when the member reads several. */
export const assignmentWords = (member: GroupMemberItem): string => {
  const owned = member.partitions.filter((one) => one.partitions.length > 0)
  const [only] = owned
  if (owned.length === 1 && only) return ranges(only.partitions)
  return owned.map((one) => `${one.topic} ${ranges(one.partitions)}`).join('; ')
}

const Client = ({ member }: { member: GroupMemberItem }) => (
  <span className="block" data-tip={member.memberId}>
    <span className="mono">{member.clientId || member.memberId}</span>
    {member.instanceId ? (
      <span className="ml-1.5 text-xs text-ink-3">static {member.instanceId}</span>
    ) : null}
    {member.reconciling ? (
      <span className="ml-1.5">
        <Badge tone="info" tip="Its partitions differ from what the coordinator assigned">
          reconciling
        </Badge>
      </span>
    ) : null}
  </span>
)

const Partitions = ({ group, member }: { group: GroupDetail; member: GroupMemberItem }) => {
  if (member.idle) return <Badge dashed>idle</Badge>
  if (member.partitionCount === null) {
    const reason =
      group.type === 'connect'
        ? 'a Connect worker holds connectors and tasks, not partitions'
        : 'its assignment could not be read'
    return <UnknownValue reason={reason} />
  }
  const words = assignmentWords(member)
  return (
    <span className="mono" data-tip={words.length > 24 ? words : undefined}>
      {words.length > 24 ? count(member.partitionCount) : words || '0'}
    </span>
  )
}

/** The columns of a group's members: who, where, what they own, and how far that is behind. */
export const memberColumns = (group: GroupDetail): Column<GroupMemberItem>[] => [
  { key: 'client', header: 'Client', card: 'title', cell: (member) => <Client member={member} /> },
  {
    key: 'host',
    header: 'Host',
    card: 'line',
    cell: (member) => (
      <span className="mono" data-tip={member.rack ? `rack ${member.rack}` : undefined}>
        {member.host.replace(/^\//, '')}
      </span>
    ),
  },
  {
    key: 'partitions',
    header: 'Partitions',
    align: 'right',
    card: 'line',
    cardLabel: 'partitions',
    cell: (member) => <Partitions group={group} member={member} />,
  },
  {
    key: 'lag',
    header: 'Lag',
    align: 'right',
    card: 'state',
    cell: (member) => {
      if (member.idle) return null
      if (member.lagMessages !== null) return count(member.lagMessages)
      const reason =
        group.type === 'share' ? 'a share group’s lag has no owner' : 'a log end is not known'
      return <UnknownValue reason={reason} />
    },
  },
]
