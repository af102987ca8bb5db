import type { Logger } from 'pino'
import { createLog } from '../log.ts'
import { requestSeconds } from './metrics.ts'

/** One request, for `/metrics`: by route template and status, so that no name becomes a label. */
export function observeRequest(route: string, status: number, ms: number): void {
  requestSeconds().observe({ route, status: String(status) }, ms / 1000)
}

let log: Logger | null = null

/** An error nobody foresaw, on one line of the log, with the id the caller was told. */
export function logFailure(requestId: string, route: string, error: unknown): void {
  log ??= createLog('web')
  log.error({ requestId, route, err: error }, 'a request failed')
}
