import { route } from '@/lib/http/route'
import { topicParams } from '@/lib/topics/input'
import { topicDetail } from '@/lib/topics/schema'
import { getTopic } from '@/lib/topics/service'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** One topic. */
export const GET = route(
  {
    name: '/api/clusters/[clusterId]/topics/[topicName]',
    params: topicParams,
    data: topicDetail,
  },
  getTopic,
)
