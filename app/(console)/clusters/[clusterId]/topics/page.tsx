import type { Metadata } from 'next'
import { TopicList } from '@/components/topics/topic-list'
import { nameFromPage } from '@/lib/paths'

export const metadata: Metadata = { title: 'Topics' }

const TopicsPage = async ({ params }: { params: Promise<{ clusterId: string }> }) => {
  const { clusterId } = await params
  return <TopicList clusterId={nameFromPage(clusterId)} />
}

export default TopicsPage
