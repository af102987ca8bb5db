'use client'
import { useQuery } from '@tanstack/react-query'
import { QueryPanel } from '@/components/data/query-panel'
import { TableSkeleton } from '@/components/data/table-skeleton'
import { WarningList } from '@/components/data/warning-list'
import { Banner } from '@/components/ui/banner'
import { Skeleton } from '@/components/ui/skeleton'
import { groupQuery } from '@/lib/groups/queries'
import type { GroupDetail } from '@/lib/groups/schema'
import { GroupCause } from './group-cause'
import { GroupFacts } from './group-facts'
import { GroupHeader } from './group-header'
import { GroupHistory } from './group-history'
import { GroupMembers } from './group-members'
import { groupNotes } from './group-notes'
import { GroupPartitions } from './group-partitions'

const Notes = ({ group }: { group: GroupDetail }) => {
  const notes = groupNotes(group)
  if (notes.length === 0) return null
  return (
    <div className="mb-4 flex flex-col gap-2">
      {notes.map((note) =>
        note.status === 'ok' ? (
          // How its kind works, nothing that is wrong or unknown: no mark and no dashed border.
          <p key={note.title} className="panel px-3 py-2 text-ink-2">
            <b className="font-semibold text-ink">{note.title}</b> {note.text}
          </p>
        ) : (
          <Banner key={note.title} status={note.status} title={note.title}>
            {note.text}
          </Banner>
        ),
      )}
    </div>
  )
}

const GroupSkeleton = () => (
  <div aria-hidden="true">
    <Skeleton className="mb-4 h-7 w-72 max-w-full" />
    <Skeleton className="mb-4.5 h-12 w-full" />
    <div className="panel mb-4.5">
      <TableSkeleton rows={6} />
    </div>
  </div>
)

/** One group: how far behind, why, which partition and whose, and since when. */
export const GroupView = ({ clusterId, groupId }: { clusterId: string; groupId: string }) => {
  const query = useQuery(groupQuery(clusterId, groupId))
  return (
    <QueryPanel query={query} what={`Group ${groupId}`} skeleton={<GroupSkeleton />}>
      {({ data: group, warnings }) => (
        <>
          <GroupHeader group={group} />
          <WarningList warnings={warnings} />
          <GroupFacts clusterId={clusterId} group={group} />
          <GroupCause group={group} />
          <Notes group={group} />
          <GroupPartitions clusterId={clusterId} group={group} />
          <div className="grid items-start gap-4.5 xl:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
            <GroupHistory clusterId={clusterId} groupId={groupId} />
            <GroupMembers group={group} />
          </div>
        </>
      )}
    </QueryPanel>
  )
}
