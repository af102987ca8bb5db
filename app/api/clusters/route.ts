import { clusterListQuery } from '@/lib/clusters/input'
import { clusterItem } from '@/lib/clusters/schema'
import { listClusters } from '@/lib/clusters/service'
import { route } from '@/lib/http/route'
import { columnsOf, page } from '@/lib/http/schema'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** Every configured cluster. */
export const GET = route(
  {
    name: '/api/clusters',
    query: clusterListQuery,
    data: page(clusterItem),
    csv: { columns: columnsOf(clusterItem), fileName: 'clusters' },
  },
  listClusters,
)
