'use client'
import { useQuery } from '@tanstack/react-query'
import { statusTone } from '@/components/ui/status-mark'
import { groupsQuery } from '@/lib/groups/queries'
import { troubledGroups } from './group-list-params'
import { groupsHeadline } from './group-words'

/** "4 of 148 groups need a look. audit-archive loses data in 2 h 10 min." */
export const GroupsHeadline = ({
  clusterId,
  total,
}: {
  clusterId: string
  total: number | null
}) => {
  const { data } = useQuery(groupsQuery(clusterId, troubledGroups))
  if (!data || total === null) return <h1>Groups</h1>
  if (data.observedAt === null) return <h1>Groups are not collected yet</h1>
  const line = groupsHeadline(total, data.data.total, data.data.items[0] ?? null)
  return (
    <h1>
      {line.text}{' '}
      {line.emphasis ? <span className={statusTone[line.status]}>{line.emphasis}</span> : null}
    </h1>
  )
}
