import type { Metadata } from 'next'
import { Seeded } from '@/app/(console)/seeded'
import { listStateOf } from '@/components/data/list-state'
import { GroupList } from '@/components/groups/group-list'
import {
  groupFilters,
  groupListParams,
  groupTotal,
  troubledGroups,
  WORST_FIRST,
} from '@/components/groups/group-list-params'
import { groupListQuery } from '@/lib/groups/input'
import { groupsQuery } from '@/lib/groups/queries'
import { listGroups } from '@/lib/groups/service'
import { inputOf, seed } from '@/lib/http/page'
import { nameFromPage } from '@/lib/paths'

export const metadata: Metadata = { title: 'Groups' }

type Props = {
  params: Promise<{ clusterId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const GroupsPage = async ({ params, searchParams }: Props) => {
  const clusterId = nameFromPage((await params).clusterId)
  const list = groupListParams(listStateOf(await searchParams, WORST_FIRST, groupFilters))
  const wanted = [list, groupTotal, troubledGroups].flatMap((one) => {
    const input = inputOf(groupListQuery, one)
    return input ? [{ query: groupsQuery(clusterId, one), input: { clusterId, ...input } }] : []
  })
  return (
    <Seeded seeds={(ctx) => wanted.map((one) => seed(one.query, () => listGroups(ctx, one.input)))}>
      <GroupList clusterId={clusterId} />
    </Seeded>
  )
}

export default GroupsPage
