import { connect, isIP } from 'node:net'
import { type ConnectionOptions, connect as connectTls } from 'node:tls'
import type { ISocketFactory, KafkaConfig, SASLOptions } from 'kafkajs'
import { refusedAddress } from '../../config/addresses.ts'
import { checkedLookup, RefusedAddressError } from '../../config/checked-lookup.ts'
import type { ClusterConfig, SaslConfig, TlsConfig } from '../../config/schema.ts'
import { readSecret } from '../../config/secrets.ts'

const KEEP_ALIVE_MS = 60_000
const lookup = checkedLookup(refusedAddress)

/**
 * Sockets for kafkajs as its own are made, but with every address checked: a broker's advertised
 * listener can name any host.
 */
const socketFactory: ISocketFactory = ({ host, port, ssl, onConnect }) => {
  const reason = isIP(host) ? refusedAddress(host) : null
  if (reason) throw new RefusedAddressError(host, reason)
  const serverName = isIP(host) ? {} : { servername: host }
  const socket = ssl
    ? connectTls({ host, port, lookup, ...serverName, ...ssl }, onConnect)
    : connect({ host, port, lookup }, onConnect)
  return socket.setKeepAlive(true, KEEP_ALIVE_MS)
}

function sslOf(tls: TlsConfig): ConnectionOptions {
  const { ca, cert, key, serverName, rejectUnauthorized } = tls
  return {
    rejectUnauthorized,
    ...(ca && { ca: readSecret(ca) }),
    ...(cert && { cert: readSecret(cert) }),
    ...(key && { key: readSecret(key) }),
    ...(serverName && { servername: serverName }),
  }
}

function saslOf(sasl: SaslConfig): SASLOptions {
  if (sasl.mechanism === 'oauthbearer') {
    const { token } = sasl
    return {
      mechanism: 'oauthbearer',
      oauthBearerProvider: async () => ({ value: readSecret(token) }),
    }
  }
  const { mechanism, username, password } = sasl
  return { mechanism, username, password: readSecret(password) } as SASLOptions
}

/**
 * A cluster's configuration in kafkajs's shape. Secrets are read now: a client made before a secret
 * file changed keeps the old one, so clients are made when they are needed.
 */
export function messageConfig(
  config: Pick<ClusterConfig, 'bootstrapServers' | 'tls' | 'sasl' | 'poll'>,
): Omit<KafkaConfig, 'clientId'> {
  const { bootstrapServers, tls, sasl, poll } = config
  return {
    brokers: bootstrapServers.map(({ host, port }) =>
      isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`,
    ),
    connectionTimeout: poll.connectTimeoutMs,
    authenticationTimeout: poll.connectTimeoutMs,
    requestTimeout: poll.requestTimeoutMs,
    socketFactory,
    ...(tls && { ssl: sslOf(tls) }),
    ...(sasl && { sasl: saslOf(sasl) }),
  }
}
