import { clusterDetail } from '@/lib/clusters/schema'
import { getCluster } from '@/lib/clusters/service'
import { clusterParams } from '@/lib/http/input'
import { route } from '@/lib/http/route'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** One cluster: checks, headline, what needs attention. */
export const GET = route(
  { name: '/api/clusters/[clusterId]', params: clusterParams, data: clusterDetail },
  getCluster,
)
