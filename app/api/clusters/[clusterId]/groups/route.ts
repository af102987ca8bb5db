import { groupListQuery } from '@/lib/groups/input'
import { groupItem } from '@/lib/groups/schema'
import { listGroups } from '@/lib/groups/service'
import { clusterParams } from '@/lib/http/input'
import { route } from '@/lib/http/route'
import { columnsOf, page } from '@/lib/http/schema'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** Groups that match, one page; `format=csv` answers all that match. */
export const GET = route(
  {
    name: '/api/clusters/[clusterId]/groups',
    params: clusterParams,
    query: groupListQuery,
    data: page(groupItem),
    csv: { columns: columnsOf(groupItem), fileName: 'groups' },
  },
  listGroups,
)
