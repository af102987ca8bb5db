import { groupHistoryQuery, groupParams } from '@/lib/groups/input'
import { historyAnswer } from '@/lib/history/schema'
import { getGroupHistory } from '@/lib/history/service'
import { route } from '@/lib/http/route'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** The past of one group. */
export const GET = route(
  {
    name: '/api/clusters/[clusterId]/groups/[groupId]/history',
    params: groupParams,
    query: groupHistoryQuery,
    data: historyAnswer,
  },
  getGroupHistory,
)
