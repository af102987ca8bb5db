import { clusterParams } from '@/lib/http/input'
import { route } from '@/lib/http/route'
import { columnsOf, page } from '@/lib/http/schema'
import { topicListQuery } from '@/lib/topics/input'
import { topicItem } from '@/lib/topics/schema'
import { listTopics } from '@/lib/topics/service'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** Topics that match, one page; `format=csv` answers all that match. */
export const GET = route(
  {
    name: '/api/clusters/[clusterId]/topics',
    params: clusterParams,
    query: topicListQuery,
    data: page(topicItem),
    csv: { columns: columnsOf(topicItem), fileName: 'topics' },
  },
  listTopics,
)
