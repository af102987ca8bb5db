import type { ProblemCode } from '../snapshot/schema.ts'
import { errorName } from './control-plane/error-names.ts'

/** Why a request, or an item of its answer, failed. `message` is safe to show on a screen. */
export type Failure = { code: ProblemCode; message: string }

/** What a request to one broker came to. It never throws: one broker's failure costs its own part. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure }

export const failed = (code: ProblemCode, message: string): { ok: false; failure: Failure } => ({
  ok: false,
  failure: { code, message },
})

/** TOPIC, GROUP, CLUSTER and TRANSACTIONAL_ID authorization: their texts can carry broker internals. */
const authorizationCodes = new Set([29, 30, 31, 53])

/** Codes that a refresh of the metadata and one more try may cure (Kafka's `InvalidMetadataException`s). */
export const staleLeaderCodes: ReadonlySet<number> = new Set([3, 5, 6, 74, 75, 76, 100])

/** NOT_COORDINATOR: somebody else answers for the group now. */
export const NOT_COORDINATOR = 16

/** Whether an error code says that this principal may not see or do something. */
export const isAuthorizationCode = (code: number): boolean => authorizationCodes.has(code)

/**
 * A Kafka error code as a failure. The broker's own text is used only where it cannot carry broker
 * internals; for authorization errors the code's name alone is shown.
 */
export function failureOfCode(code: number, text: string | null = null): Failure {
  if (isAuthorizationCode(code)) {
    return { code: 'not_authorized', message: `not authorized (${errorName(code)})` }
  }
  if (code === 35) return { code: 'not_offered', message: 'not enabled on this broker' }
  const words = text ? `${errorName(code)}: ${text}` : errorName(code)
  return { code: 'kafka_error', message: words }
}

type ErrorLike = {
  code?: unknown
  message?: unknown
  cause?: unknown
  errors?: unknown
  apiId?: unknown
  apiCode?: unknown
  serverErrorMessage?: unknown
}

const asError = (value: unknown): ErrorLike | null =>
  typeof value === 'object' && value !== null ? (value as ErrorLike) : null

/** The error, its causes and, for aggregates, their members, outermost first. */
function chain(error: unknown): ErrorLike[] {
  const found: ErrorLike[] = []
  const queue: unknown[] = [error]
  while (queue.length > 0 && found.length < 20) {
    const next = asError(queue.shift())
    if (!next || found.includes(next)) continue
    found.push(next)
    if (Array.isArray(next.errors)) queue.push(...next.errors)
    queue.push(next.cause)
  }
  return found
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const tlsCode = /^(ERR_TLS|ERR_SSL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|HOSTNAME_MISMATCH|EPROTO)/
const tlsMessage = /requires TLS|TLS handshake|secure TLS connection/
const saslIds = new Set([
  'SASL_AUTHENTICATION_FAILED',
  'UNSUPPORTED_SASL_MECHANISM',
  'ILLEGAL_SASL_STATE',
])

function tlsWords(errors: ErrorLike[]): string | null {
  const named = errors.find((e) => tlsCode.test(text(e.code)))
  if (named) {
    const code = text(named.code)
    if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
      return "the certificate is not for the broker's name"
    if (/SELF_SIGNED|^UNABLE_TO/.test(code)) {
      return `the certificate is not signed by a known authority (${code})`
    }
    return `TLS failed (${code})`
  }
  if (errors.some((e) => text(e.message).includes('requires TLS'))) return 'the broker requires TLS'
  return errors.some((e) => tlsMessage.test(text(e.message)))
    ? 'the TLS handshake failed; does this listener speak TLS?'
    : null
}

function authenticationWords(errors: ErrorLike[]): string | null {
  const sasl = errors.find((e) => saslIds.has(text(e.apiId)))
  if (sasl) {
    const id = text(sasl.apiId)
    if (id === 'UNSUPPORTED_SASL_MECHANISM') return 'the broker does not offer this SASL mechanism'
    if (id === 'ILLEGAL_SASL_STATE') return 'this listener does not use SASL'
    return text(sasl.serverErrorMessage) || 'authentication failed'
  }
  return errors.some((e) => e.code === 'PLT_KFK_AUTHENTICATION') ? 'authentication failed' : null
}

function networkFailure(errors: ErrorLike[]): Failure | null {
  const has = (...codes: string[]) => errors.some((e) => codes.includes(text(e.code)))
  const says = (pattern: RegExp) => errors.some((e) => pattern.test(text(e.message)))
  if (has('ECONNREFUSED')) {
    return { code: 'connection_refused', message: 'nothing listens at its address' }
  }
  if (has('ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA')) {
    return { code: 'host_unknown', message: 'its host name is unknown' }
  }
  if (has('ETIMEDOUT') || says(/timed out/i)) {
    return { code: 'timeout', message: 'did not answer in time' }
  }
  if (has('EHOSTUNREACH', 'ENETUNREACH')) {
    return { code: 'connection_refused', message: 'there is no route to its address' }
  }
  if (has('ECONNRESET', 'EPIPE') || says(/connection closed|connection error/i)) {
    return { code: 'connection_lost', message: 'the connection was closed' }
  }
  return has('PLT_KFK_NETWORK')
    ? { code: 'connection_lost', message: 'the connection failed' }
    : null
}

/** Whatever a call threw, as a failure fit for a screen. Unknown shapes become `invalid_response`. */
export function failureOf(error: unknown): Failure {
  const errors = chain(error)
  const refused = errors.find((e) => e.code === 'HIGHWATER_REFUSED_ADDRESS')
  if (refused) return { code: 'connection_refused', message: text(refused.message) }
  if (errors.some((e) => e.code === 'PLT_KFK_UNSUPPORTED_API')) {
    return { code: 'not_offered', message: text(errors[0]?.message) }
  }
  const authentication = authenticationWords(errors)
  if (authentication) return { code: 'authentication_failed', message: authentication }
  const tls = tlsWords(errors)
  if (tls) return { code: 'tls_failed', message: tls }
  const network = networkFailure(errors)
  if (network) return network
  const item = errors.find((e) => typeof e.apiCode === 'number')
  if (item) return failureOfCode(item.apiCode as number, text(item.serverErrorMessage) || null)
  return { code: 'invalid_response', message: 'its answer could not be read' }
}

/** Failures of the way to a broker, for which it is no longer asked until a probe succeeds. */
export const breaksCircuit = (failure: Failure): boolean =>
  failure.code === 'timeout' ||
  failure.code === 'connection_refused' ||
  failure.code === 'connection_lost' ||
  failure.code === 'host_unknown' ||
  failure.code === 'tls_failed' ||
  failure.code === 'authentication_failed'
