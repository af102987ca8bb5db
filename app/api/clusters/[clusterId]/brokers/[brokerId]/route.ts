import { brokerParams } from '@/lib/brokers/input'
import { brokerDetail } from '@/lib/brokers/schema'
import { getBroker } from '@/lib/brokers/service'
import { route } from '@/lib/http/route'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** One broker. */
export const GET = route(
  {
    name: '/api/clusters/[clusterId]/brokers/[brokerId]',
    params: brokerParams,
    data: brokerDetail,
  },
  getBroker,
)
