import type { Metadata } from 'next'
import { Seeded } from '@/app/(console)/seeded'
import { TopicView } from '@/components/topics/topic-view'
import { seed } from '@/lib/http/page'
import { nameFromPage } from '@/lib/paths'
import { topicQuery } from '@/lib/topics/queries'
import { getTopic } from '@/lib/topics/service'

type Props = {
  params: Promise<{ clusterId: string; topicName: string }>
  searchParams: Promise<{ id?: string | string[] }>
}

const namesOf = async ({ params, searchParams }: Props) => {
  const { clusterId, topicName } = await params
  const { id } = await searchParams
  return { clusterId: nameFromPage(clusterId), topicName: nameFromPage(topicName, id) }
}

export const generateMetadata = async (props: Props): Promise<Metadata> => ({
  title: (await namesOf(props)).topicName,
})

const TopicPage = async (props: Props) => {
  const names = await namesOf(props)
  const query = topicQuery(names.clusterId, names.topicName)
  return (
    <Seeded seeds={(ctx) => [seed(query, () => getTopic(ctx, names))]}>
      <TopicView clusterId={names.clusterId} name={names.topicName} />
    </Seeded>
  )
}

export default TopicPage
