import type { Metadata } from 'next'
import { GroupView } from '@/components/groups/group-view'
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

const GroupPage = async (props: Props) => <GroupView {...(await namesOf(props))} />

export default GroupPage
