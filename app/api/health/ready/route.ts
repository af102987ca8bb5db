import { readiness } from '@/lib/health/schema'
import { getReadiness } from '@/lib/health/service'
import { route } from '@/lib/http/route'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** Pages have something to show. */
export const GET = route({ name: '/api/health/ready', data: readiness }, getReadiness)
