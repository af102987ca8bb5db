import type { Metadata } from 'next'
import { Seeded } from '@/app/(console)/seeded'
import { listStateOf } from '@/components/data/list-state'
import { TopicList } from '@/components/topics/topic-list'
import {
  badTopics,
  topicFilters,
  topicListParams,
  topicTotal,
} from '@/components/topics/topic-list-params'
import { inputOf, seed } from '@/lib/http/page'
import { nameFromPage } from '@/lib/paths'
import { topicListQuery } from '@/lib/topics/input'
import { topicsQuery } from '@/lib/topics/queries'
import { listTopics } from '@/lib/topics/service'

export const metadata: Metadata = { title: 'Topics' }

type Props = {
  params: Promise<{ clusterId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const TopicsPage = async ({ params, searchParams }: Props) => {
  const clusterId = nameFromPage((await params).clusterId)
  const list = topicListParams(listStateOf(await searchParams, 'name', topicFilters))
  const wanted = [list, topicTotal, badTopics].flatMap((one) => {
    const input = inputOf(topicListQuery, one)
    return input ? [{ query: topicsQuery(clusterId, one), input: { clusterId, ...input } }] : []
  })
  return (
    <Seeded seeds={(ctx) => wanted.map((one) => seed(one.query, () => listTopics(ctx, one.input)))}>
      <TopicList clusterId={clusterId} />
    </Seeded>
  )
}

export default TopicsPage
