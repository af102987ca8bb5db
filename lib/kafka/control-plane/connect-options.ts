import type { ConnectionOptions } from '@platformatic/kafka'
import type { ClusterConfig, SaslConfig, SecretRef, TlsConfig } from '../../config/schema.ts'
import { readSecret } from '../../config/secrets.ts'

/** Deadlines in milliseconds. `connectTimeoutMs` covers TCP, TLS and SASL together. */
export type Deadlines = { connectTimeoutMs: number; requestTimeoutMs: number }

const secret = (ref: SecretRef | undefined) => (ref ? readSecret(ref) : undefined)

const tlsOptions = (tls: TlsConfig): NonNullable<ConnectionOptions['tls']> => ({
  ca: secret(tls.ca),
  cert: secret(tls.cert),
  key: secret(tls.key),
  rejectUnauthorized: tls.rejectUnauthorized,
})

const mechanisms = {
  plain: 'PLAIN',
  'scram-sha-256': 'SCRAM-SHA-256',
  'scram-sha-512': 'SCRAM-SHA-512',
} as const

function saslOptions(sasl: SaslConfig): NonNullable<ConnectionOptions['sasl']> {
  if (sasl.mechanism === 'oauthbearer') {
    return { mechanism: 'OAUTHBEARER', token: () => readSecret(sasl.token) }
  }
  return {
    mechanism: mechanisms[sasl.mechanism],
    username: sasl.username,
    password: () => readSecret(sasl.password),
  }
}

/**
 * How the library is to connect. `tls` is a getter because the library reads the options anew for
 * each socket: a rotated certificate file is then used by the next connection. Passwords and tokens
 * are functions for the same reason.
 *
 * @param hosts whether the brokers' addresses are names or IP addresses.
 */
export function connectOptions(
  config: ClusterConfig,
  deadlines: Deadlines,
  hosts: 'named' | 'numeric',
): ConnectionOptions {
  const { tls, sasl } = config
  return {
    connectTimeout: deadlines.connectTimeoutMs,
    requestTimeout: deadlines.requestTimeoutMs,
    maxInflights: 5,
    get tls() {
      return tls ? tlsOptions(tls) : undefined
    },
    // The library sends no server name (SNI) unless told to; an IP address must not be sent (RFC 6066).
    tlsServerName: tls ? (tls.serverName ?? hosts === 'named') : undefined,
    sasl: sasl ? saslOptions(sasl) : undefined,
  }
}
