import { clusterHistoryQuery } from '@/lib/clusters/input'
import { historyAnswer } from '@/lib/history/schema'
import { getClusterHistory } from '@/lib/history/service'
import { clusterParams } from '@/lib/http/input'
import { route } from '@/lib/http/route'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** Lag by group, records per second by topic, or disk by broker (`metric`). */
export const GET = route(
  {
    name: '/api/clusters/[clusterId]/history',
    params: clusterParams,
    query: clusterHistoryQuery,
    data: historyAnswer,
  },
  getClusterHistory,
)
