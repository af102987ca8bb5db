import { brokerHistoryQuery, brokerParams } from '@/lib/brokers/input'
import { historyAnswer } from '@/lib/history/schema'
import { getBrokerHistory } from '@/lib/history/service'
import { route } from '@/lib/http/route'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** The past of one broker. */
export const GET = route(
  {
    name: '/api/clusters/[clusterId]/brokers/[brokerId]/history',
    params: brokerParams,
    query: brokerHistoryQuery,
    data: historyAnswer,
  },
  getBrokerHistory,
)
