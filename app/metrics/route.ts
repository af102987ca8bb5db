import { metricsRoute } from '@/lib/http/metrics-route'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** About this process itself, for Prometheus. */
export const GET = metricsRoute
