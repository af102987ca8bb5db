'use client'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { DataTable } from '@/components/data/data-table'
import { EmptyNote } from '@/components/data/empty-note'
import { Ago } from '@/components/ui/ago'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { count } from '@/lib/format'
import type { GroupDetail, GroupMemberItem } from '@/lib/groups/schema'
import { memberColumns } from './member-columns'

const SHOWN = 12

/** The member with the most lag first; idle ones last; ties by name, so that rows stay in place. */
export const membersByLag = (members: readonly GroupMemberItem[]): GroupMemberItem[] =>
  [...members].sort(
    (a, b) =>
      Number(a.idle === true) - Number(b.idle === true) ||
      (b.lagMessages ?? -1) - (a.lagMessages ?? -1) ||
      a.clientId.localeCompare(b.clientId, 'en', { numeric: true }) ||
      a.memberId.localeCompare(b.memberId),
  )

/** Who reads, where, and who has nothing to do. */
export const GroupMembers = ({ group }: { group: GroupDetail }) => {
  const [view, setView] = useQueryState('members', parseAsStringLiteral(['all'] as const))
  const members = membersByLag(group.memberList ?? [])
  const shown = view === 'all' ? members : members.slice(0, SHOWN)
  const rest = members.length - shown.length
  const worst = members[0]?.lagMessages ?? 0
  return (
    <Panel
      flush
      title="Members"
      note={
        group.describedAt ? (
          <>
            {group.memberList ? `${count(members.length)}, ` : null}described{' '}
            <Ago at={group.describedAt} />
          </>
        ) : null
      }
    >
      {members.length > 0 ? (
        <DataTable
          label="Members"
          columns={memberColumns(group)}
          rows={shown}
          rowKey={(member) => member.memberId}
          rowTone={(member) =>
            worst > 100_000 && member.lagMessages === worst ? 'critical' : null
          }
          total={members.length}
        />
      ) : (
        <NoMembers group={group} />
      )}
      {rest > 0 ? (
        <div className="border-t border-line px-3 py-2">
          <Button onClick={() => setView('all')}>{count(rest)} more</Button>
        </div>
      ) : null}
    </Panel>
  )
}

const NoMembers = ({ group }: { group: GroupDetail }) =>
  group.memberList === null ? (
    <EmptyNote
      empty={{
        kind: 'not_collected',
        title: 'Members are not known now',
        text: group.membersReason ?? 'The group has not been described yet.',
      }}
    />
  ) : (
    <EmptyNote
      empty={{
        kind: 'nothing_exists',
        title: 'No members',
        text:
          (group.consumedPerSecond ?? 0) > 0
            ? 'Its commits move all the same: a consumer chooses its partitions by hand.'
            : 'Nobody reads for this group now. Its committed offsets stay until they expire.',
      }}
    />
  )
