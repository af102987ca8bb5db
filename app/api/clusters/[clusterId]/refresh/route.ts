import { clusterDetail } from '@/lib/clusters/schema'
import { refreshCluster } from '@/lib/clusters/service'
import { clusterParams } from '@/lib/http/input'
import { route } from '@/lib/http/route'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** A person asks for a refresh: one poll for all who ask meanwhile. Changes nothing but what is known. */
export const POST = route(
  {
    name: '/api/clusters/[clusterId]/refresh',
    params: clusterParams,
    data: clusterDetail,
    write: true,
  },
  refreshCluster,
)
