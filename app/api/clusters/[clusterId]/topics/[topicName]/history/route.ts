import { historyAnswer } from '@/lib/history/schema'
import { getTopicHistory } from '@/lib/history/service'
import { route } from '@/lib/http/route'
import { topicHistoryQuery, topicParams } from '@/lib/topics/input'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** The past of one topic. */
export const GET = route(
  {
    name: '/api/clusters/[clusterId]/topics/[topicName]/history',
    params: topicParams,
    query: topicHistoryQuery,
    data: historyAnswer,
  },
  getTopicHistory,
)
