import { liveness } from '@/lib/health/schema'
import { getLiveness } from '@/lib/health/service'
import { route } from '@/lib/http/route'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** The process answers. */
export const GET = route({ name: '/api/health/live', data: liveness }, getLiveness)
