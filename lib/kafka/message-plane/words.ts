import type { ProblemCode } from '../../snapshot/schema.ts'

export type Trouble = {
  code: ProblemCode
  /** What is wrong, in plain words. */
  message: string
  /** What to do about it. */
  advice: string
}

type Told = {
  name?: unknown
  code?: unknown
  message?: unknown
  cause?: unknown
  originalError?: unknown
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** An error and what it was made from, outermost first. */
function chain(error: unknown): Told[] {
  const found: Told[] = []
  let next = error
  while (typeof next === 'object' && next !== null && found.length < 10) {
    const told = next as Told
    found.push(told)
    next = told.cause ?? told.originalError
  }
  return found
}

type Row = [pattern: RegExp, code: ProblemCode, message: string, advice: string]

/**
 * kafkajs's errors (their names, codes and texts, joined) in plain words. Measured on Kafka 4.3 with
 * each mistake made on purpose; the first row that fits wins.
 */
const rows: Row[] = [
  [/which is never connected to/, 'connection_refused', '', 'name the broker by another address'],
  [
    /invalid credentials|Invalid username or password/i,
    'authentication_failed',
    'the user name or password is wrong',
    'check sasl.username and sasl.password; a SCRAM user exists for one hash size only',
  ],
  [
    /does not support the requested SASL mechanism|SASL .* mechanism is not supported/i,
    'authentication_failed',
    'the broker does not offer this SASL mechanism',
    'set sasl.mechanism to one that the listener has enabled',
  ],
  [
    /ILLEGAL_SASL_STATE|Request is not valid given the current SASL state/i,
    'authentication_failed',
    'this listener does not use SASL',
    'remove sasl, or use the port of a SASL listener',
  ],
  [/SASLAuthentication/, 'authentication_failed', 'the login failed', 'check sasl'],
  [
    /ERR_TLS_CERT_ALTNAME_INVALID/,
    'tls_failed',
    "the certificate is not for the broker's name",
    'set tls.serverName to a name that is in the certificate',
  ],
  [
    /SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|DEPTH_ZERO/,
    'tls_failed',
    'the certificate is not signed by a known authority',
    "set tls.ca to the authority's certificate",
  ],
  [
    /CERT_HAS_EXPIRED/,
    'tls_failed',
    'the certificate has expired',
    "renew the broker's certificate",
  ],
  [
    /before secure TLS connection was established|WRONG_VERSION_NUMBER|EPROTO/,
    'tls_failed',
    'this listener does not speak TLS',
    'set tls: false, or use the port of a TLS listener',
  ],
  [
    /does not support the requested API version/,
    'not_offered',
    'this is not a broker listener; probably a controller',
    'use the port of a broker listener',
  ],
  [
    /ECONNREFUSED/,
    'connection_refused',
    'nothing listens at its address',
    'check host and port, and that the broker runs',
  ],
  [
    /ENOTFOUND|EAI_AGAIN/,
    'host_unknown',
    'its host name is unknown',
    'check the host name, and DNS from this machine',
  ],
  [
    /EHOSTUNREACH|ENETUNREACH/,
    'connection_refused',
    'there is no route to its address',
    'check network and firewall',
  ],
  [
    /Closed connection|ECONNRESET|EPIPE/,
    'connection_lost',
    'the listener closed the connection',
    'it wants TLS or a login that is not configured: check tls and sasl against the listener',
  ],
  [
    /tim(ed |e)out/i,
    'timeout',
    'it did not answer in time',
    'the broker is frozen or overloaded, or something that is no Kafka broker listens there',
  ],
]

/** Our own refusal, out of what kafkajs wrapped around it. */
const ownWords = (told: Told[]): string => text(told.at(-1)?.message).replace(/^.*?: /, '')

/** Whatever kafkajs threw while connecting, as what is wrong and what to do. */
export function troubleOf(error: unknown): Trouble {
  const told = chain(error)
  const whole = told
    .map(({ name, code, message }) => `${text(name)} ${String(code ?? '')} ${text(message)}`)
    .join('\n')
  const row = rows.find(([pattern]) => pattern.test(whole))
  if (!row)
    return {
      code: 'invalid_response',
      message: 'the connection failed',
      advice: 'see the broker log',
    }
  const [, code, message, advice] = row
  return { code, message: message || ownWords(told), advice }
}
