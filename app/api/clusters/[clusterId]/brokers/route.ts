import { brokerListQuery } from '@/lib/brokers/input'
import { brokerItem } from '@/lib/brokers/schema'
import { listBrokers } from '@/lib/brokers/service'
import { clusterParams } from '@/lib/http/input'
import { route } from '@/lib/http/route'
import { columnsOf, page } from '@/lib/http/schema'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** Brokers that match, one page; `format=csv` answers all that match. */
export const GET = route(
  {
    name: '/api/clusters/[clusterId]/brokers',
    params: clusterParams,
    query: brokerListQuery,
    data: page(brokerItem),
    csv: { columns: columnsOf(brokerItem), fileName: 'brokers' },
  },
  listBrokers,
)
