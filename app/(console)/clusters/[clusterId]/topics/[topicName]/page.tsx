import type { Metadata } from 'next'
import { TopicView } from '@/components/topics/topic-view'
import { nameFromPage } from '@/lib/paths'

type Props = {
  params: Promise<{ clusterId: string; topicName: string }>
  searchParams: Promise<{ id?: string | string[] }>
}

const namesOf = async ({ params, searchParams }: Props) => {
  const { clusterId, topicName } = await params
  const { id } = await searchParams
  return { clusterId: nameFromPage(clusterId), name: nameFromPage(topicName, id) }
}

export const generateMetadata = async (props: Props): Promise<Metadata> => ({
  title: (await namesOf(props)).name,
})

const TopicPage = async (props: Props) => <TopicView {...(await namesOf(props))} />

export default TopicPage
