import {
  AuthenticationError,
  NetworkError,
  ResponseError,
  TimeoutError,
  UserError,
} from '@platformatic/kafka'
import { describe, expect, test } from 'vitest'
import type { ProblemCode } from '../snapshot/schema.ts'
import { breaksCircuit, failureOf, failureOfCode } from './errors.ts'

const systemError = (code: string) => Object.assign(new Error(code), { code })
const refused = (id: number, text: string | null = null) =>
  new ResponseError(36, 2, { '/': [id, text] }, {})

describe('what a failed call says on screen', () => {
  const table: [string, unknown, ProblemCode, RegExp][] = [
    [
      'nothing listens',
      new NetworkError('Connection to b:1 failed.', { cause: systemError('ECONNREFUSED') }),
      'connection_refused',
      /nothing listens/,
    ],
    [
      'an unknown host',
      new NetworkError('Connection to b:1 failed.', { cause: systemError('ENOTFOUND') }),
      'host_unknown',
      /host name is unknown/,
    ],
    ['no connection in time', new TimeoutError('Connection to b:1 timed out.'), 'timeout', /time/],
    ['no answer in time', new TimeoutError('Request timed out'), 'timeout', /time/],
    ['a closed socket', new NetworkError('Connection closed'), 'connection_lost', /closed/],
    [
      'a socket closed before it was ready',
      new NetworkError('Connection closed while waiting for ready.'),
      'connection_lost',
      /closed/,
    ],
    [
      'a reset socket',
      new NetworkError('Connection error', { cause: systemError('ECONNRESET') }),
      'connection_lost',
      /closed/,
    ],
    [
      'a wrong password',
      new NetworkError('Connection to b:1 failed.', {
        cause: new AuthenticationError('SASL authentication failed.', {
          cause: refused(58, 'Authentication failed: Invalid username or password'),
        }),
      }),
      'authentication_failed',
      /Invalid username or password/,
    ],
    [
      'a mechanism the broker lacks',
      new NetworkError('failed', {
        cause: new AuthenticationError('Cannot find a suitable SASL mechanism.', {
          cause: refused(33),
        }),
      }),
      'authentication_failed',
      /does not offer this SASL mechanism/,
    ],
    [
      'SASL to a listener without',
      new NetworkError('failed', { cause: refused(34) }),
      'authentication_failed',
      /does not use SASL/,
    ],
    [
      'plaintext to a TLS port',
      new UserError('Broker requires TLS.'),
      'tls_failed',
      /requires TLS/,
    ],
    [
      'TLS to a plaintext port',
      new NetworkError('failed', {
        cause: new UserError('TLS handshake failed. Please verify the broker supports TLS.'),
      }),
      'tls_failed',
      /handshake/,
    ],
    [
      'an unknown certificate authority',
      new NetworkError('failed', { cause: systemError('SELF_SIGNED_CERT_IN_CHAIN') }),
      'tls_failed',
      /not signed by a known authority/,
    ],
    [
      'a certificate that signs itself',
      new NetworkError('failed', { cause: systemError('DEPTH_ZERO_SELF_SIGNED_CERT') }),
      'tls_failed',
      /not signed by a known authority/,
    ],
    [
      'a certificate of another name',
      new NetworkError('failed', { cause: systemError('ERR_TLS_CERT_ALTNAME_INVALID') }),
      'tls_failed',
      /not for the broker's name/,
    ],
    ['an unreadable answer', new TypeError("Cannot destructure 'id'"), 'invalid_response', /read/],
    ['nothing at all', undefined, 'invalid_response', /read/],
  ]
  test.each(table)('%s', (_name, error, code, words) => {
    const failure = failureOf(error)
    expect(failure.code).toBe(code)
    expect(failure.message).toMatch(words)
  })

  test('a mechanism refused by a broker that closes the socket is no lost connection', () => {
    const error = new NetworkError('Connection to b:1 failed.', {
      cause: new AuthenticationError('Cannot find a suitable SASL mechanism.', {
        cause: new NetworkError('Connection closed'),
      }),
    })
    expect(failureOf(error).code).toBe('authentication_failed')
  })
})

describe("Kafka's error codes", () => {
  test.each([29, 30, 31, 53])(
    '%i never shows the broker’s own text, which can carry internals',
    (code) => {
      const failure = failureOfCode(code, 'Request(processor=0, connectionId=10.0.0.1:9092)')
      expect(failure.code).toBe('not_authorized')
      expect(failure.message).not.toMatch(/processor|connectionId|10\.0/)
    },
  )

  test('others are named as Kafka names them, with its text', () => {
    expect(failureOfCode(16)).toEqual({ code: 'kafka_error', message: 'NOT_COORDINATOR' })
    expect(failureOfCode(69, 'Group x is not a consumer group.').message).toBe(
      'GROUP_ID_NOT_FOUND: Group x is not a consumer group.',
    )
    expect(failureOfCode(128).message).toBe('INVALID_REGULAR_EXPRESSION')
    expect(failureOfCode(999).message).toBe('ERROR_999')
  })
})

test('only failures of the way to a broker stop it from being asked', () => {
  const breaking = ['timeout', 'connection_refused', 'connection_lost', 'host_unknown']
  for (const code of breaking) {
    expect(breaksCircuit({ code: code as ProblemCode, message: '' })).toBe(true)
  }
  for (const code of ['not_authorized', 'not_offered', 'kafka_error', 'invalid_response']) {
    expect(breaksCircuit({ code: code as ProblemCode, message: '' })).toBe(false)
  }
})
