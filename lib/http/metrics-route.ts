import { snapshotAges } from '../health/service.ts'
import { createContext } from './context.ts'
import { hostRefusal } from './host.ts'
import { instruments } from './metrics.ts'

/** `/metrics` about the web process itself, in Prometheus' text format. */
export async function metricsRoute(request: Request): Promise<Response> {
  const refusal = hostRefusal(request.headers)
  if (refusal !== null) return new Response(`${refusal}\n`, { status: 403 })
  const { registry, liveAge } = instruments()
  liveAge.reset()
  for (const [cluster, seconds] of await snapshotAges(createContext('metrics'))) {
    liveAge.set({ cluster }, seconds)
  }
  return new Response(await registry.metrics(), {
    headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
  })
}
