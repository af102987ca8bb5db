import type { ErrorCode } from './schema.ts'

/** The one table from error codes to HTTP statuses. */
export const STATUS_OF: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  read_only: 403,
  not_found: 404,
  stale_plan: 409,
  plan_expired: 410,
  rate_limited: 429,
  kafka_unavailable: 503,
  database_unavailable: 503,
  internal: 500,
}
