import type { Metadata } from 'next'
import { GroupList } from '@/components/groups/group-list'
import { nameFromPage } from '@/lib/paths'

export const metadata: Metadata = { title: 'Groups' }

const GroupsPage = async ({ params }: { params: Promise<{ clusterId: string }> }) => {
  const { clusterId } = await params
  return <GroupList clusterId={nameFromPage(clusterId)} />
}

export default GroupsPage
