import type { Metadata } from 'next'
import { Seeded } from '@/app/(console)/seeded'
import { GroupView } from '@/components/groups/group-view'
import { groupQuery } from '@/lib/groups/queries'
import { getGroup } from '@/lib/groups/service'
import { seed } from '@/lib/http/page'
import { nameFromPage } from '@/lib/paths'

type Props = {
  params: Promise<{ clusterId: string; groupId: string }>
  searchParams: Promise<{ id?: string | string[] }>
}

const namesOf = async ({ params, searchParams }: Props) => {
  const { clusterId, groupId } = await params
  const { id } = await searchParams
  return { clusterId: nameFromPage(clusterId), groupId: nameFromPage(groupId, id) }
}

export const generateMetadata = async (props: Props): Promise<Metadata> => ({
  title: (await namesOf(props)).groupId,
})

const GroupPage = async (props: Props) => {
  const names = await namesOf(props)
  const query = groupQuery(names.clusterId, names.groupId)
  return (
    <Seeded seeds={(ctx) => [seed(query, () => getGroup(ctx, names))]}>
      <GroupView {...names} />
    </Seeded>
  )
}

export default GroupPage
