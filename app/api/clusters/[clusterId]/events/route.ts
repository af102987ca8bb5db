import { eventListQuery } from '@/lib/events/input'
import { eventPage } from '@/lib/events/schema'
import { listEvents } from '@/lib/events/service'
import { clusterParams } from '@/lib/http/input'
import { route } from '@/lib/http/route'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** What changed, newest first, by cursor. */
export const GET = route(
  {
    name: '/api/clusters/[clusterId]/events',
    params: clusterParams,
    query: eventListQuery,
    data: eventPage,
  },
  listEvents,
)
