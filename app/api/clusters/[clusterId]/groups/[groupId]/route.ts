import { groupParams } from '@/lib/groups/input'
import { groupDetail } from '@/lib/groups/schema'
import { getGroup } from '@/lib/groups/service'
import { route } from '@/lib/http/route'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** One group. */
export const GET = route(
  {
    name: '/api/clusters/[clusterId]/groups/[groupId]',
    params: groupParams,
    data: groupDetail,
  },
  getGroup,
)
