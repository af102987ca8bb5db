import { isIP } from 'node:net'
import { type Connection, ConnectionPool } from '@platformatic/kafka'
import type { ClusterConfig } from '../../config/schema.ts'
import { breaksCircuit, type Failure, failed, failureOf, type Outcome } from '../errors.ts'
import { assertAllowedAddress, assertAllowedHost } from './allowed-host.ts'
import type { ApiVersionsAnswer } from './answers.ts'
import { type Breaker, createBreaker } from './breaker.ts'
import { connectOptions, type Deadlines } from './connect-options.ts'
import { createLedger, type Ledger } from './ledger.ts'
import type { KafkaRequest } from './requests.ts'
import { createSilence } from './silence.ts'
import { createVersionCache } from './versions.ts'

export type Address = { host: string; port: number }
export const addressText = ({ host, port }: Address): string => `${host}:${port}`

export type CallOptions = {
  ledger: Ledger
  /** Milliseconds for this call, connecting included; the client's own deadlines hold as well. */
  deadlineMs?: number
  /** Ask although the circuit is open: for when there is nobody else to ask. */
  force?: boolean
}

export type BrokerClient = {
  breaker: Breaker
  deadlines: Deadlines
  /** Asks one broker one thing. Never throws; the answer keeps its own error codes. */
  call<A extends unknown[], R>(
    address: Address,
    request: KafkaRequest<A, R>,
    args: A,
    options: CallOptions,
  ): Promise<Outcome<R>>
  /** What the broker speaks; also the cheapest sign of life. */
  versions(address: Address, options: CallOptions): Promise<Outcome<ApiVersionsAnswer>>
  /** What it said last that it speaks, without asking; null when it never said. */
  knownVersions(address: Address): ApiVersionsAnswer | null
  close(): Promise<void>
}

export type ClientOptions = {
  /** Told to the brokers with every request: names the part of the product in their logs and quotas. */
  clientId: string
  /** What a broker must answer to be asked again; by default, what it speaks. */
  probe?: (ask: BrokerClient, address: Address, options: CallOptions) => Promise<Outcome<unknown>>
}

/** The library throws when any item of an answer has an error code, with the whole answer kept aside. */
function partialAnswer<R>(error: unknown): R | null {
  const kept = error as { code?: unknown; response?: R | null }
  return kept?.code === 'PLT_KFK_RESPONSE' && kept.response ? kept.response : null
}

function within<T>(work: Promise<T>, ms: number): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const timer = setTimeout(() => reject(new Error('Request timed out')), Math.max(ms, 1))
  work.then(resolve, reject).finally(() => clearTimeout(timer))
  return promise
}

/**
 * Sockets to the brokers of one cluster, for one purpose. Each call has its own deadline and its own
 * outcome; a broker that fails is not asked again until it answered a probe.
 */
export function createBrokerClient(
  config: ClusterConfig,
  deadlines: Deadlines,
  { clientId, probe }: ClientOptions,
): BrokerClient {
  const openPool = (hosts: 'named' | 'numeric'): ConnectionPool => {
    const pool = new ConnectionPool(clientId, connectOptions(config, deadlines, hosts))
    // A socket error nobody listens to would end the process.
    pool.on('connecting', ({ connection }) => connection.on('error', () => {}))
    return pool
  }
  const pools = { named: openPool('named'), numeric: openPool('numeric') }
  const background = createLedger()
  const silence = createSilence()
  const addresses = new Map<string, Address>()

  async function connect(address: Address, ledger: Ledger): Promise<Connection> {
    const pool = isIP(address.host) === 0 ? pools.named : pools.numeric
    if (!pool.getEstablishedConnection(address)) await assertAllowedHost(address.host)
    const connection = await pool.get(address)
    const { socket } = connection
    if (socket.remoteAddress) assertAllowedAddress(address.host, socket.remoteAddress)
    ledger.uses(socket)
    return connection
  }

  /** One try: connect, agree on a version, send, and keep what a partial failure brought. */
  async function attempt<R>(
    address: Address,
    options: CallOptions,
    send: (connection: Connection, ledger: Ledger) => Promise<R>,
  ): Promise<R> {
    const key = addressText(address)
    options.ledger.asked.add(key)
    const limit = options.deadlineMs ?? Number.POSITIVE_INFINITY
    const startedAt = Date.now()
    const { connectTimeoutMs, requestTimeoutMs } = deadlines
    const connection = await within(
      connect(address, options.ledger),
      Math.min(limit, connectTimeoutMs + 500),
    )
    const left = limit - (Date.now() - startedAt)
    const sentAt = performance.now()
    const silent = silence.begin(key)
    try {
      const answer = await within(
        send(connection, options.ledger),
        Math.min(left, silent.leftMs(requestTimeoutMs)),
      )
      options.ledger.answered(key, performance.now() - sentAt)
      silence.heard(key)
      return answer
    } finally {
      silent.end()
    }
  }

  async function outcome<R>(
    address: Address,
    options: CallOptions,
    send: (connection: Connection, ledger: Ledger) => Promise<R>,
  ): Promise<Outcome<R>> {
    const key = addressText(address)
    addresses.set(key, address)
    if (!options.force && breaker.isOpen(key)) {
      return failed('not_asked', notAskedWords(breaker.state(key).failure))
    }
    const settle = (failure: Failure): Outcome<R> => {
      if (breaksCircuit(failure)) breaker.failed(key, failure, Date.now())
      else breaker.answered(key, Date.now())
      return { ok: false, failure }
    }
    for (const isRetry of [false, true]) {
      try {
        const value = await attempt(address, options, send)
        breaker.answered(key, Date.now())
        return { ok: true, value }
      } catch (error) {
        const failure = failureOf(error)
        // A socket the broker closed while idle, or one a timeout just destroyed: reads may be repeated.
        const mayRetry = failure.code === 'connection_lost' && !breaker.isOpen(key)
        if (isRetry || !mayRetry) return settle(failure)
      }
    }
    return failed('connection_lost', 'the connection was closed')
  }

  const breaker = createBreaker(async (key) => {
    const address = addresses.get(key)
    if (!address) return false
    const options = { ledger: background, force: true }
    const answer = probe
      ? await probe(client, address, options)
      : await client.versions(address, options)
    return answer.ok
  })
  const versionCache = createVersionCache()

  const client: BrokerClient = {
    breaker,
    deadlines,
    call: (address, request, args, options) =>
      outcome(address, options, async (connection, ledger) => {
        const picked = await versionCache.pick(connection, request, ledger)
        ledger.count(`${request.name} v${picked.version}`)
        try {
          return await picked.async(connection, ...args)
        } catch (error) {
          const kept = partialAnswer<Awaited<ReturnType<typeof picked.async>>>(error)
          if (kept) return kept
          throw error
        }
      }),
    versions: (address, options) =>
      outcome(address, options, (connection, ledger) => versionCache.ask(connection, ledger)),
    knownVersions: (address) => versionCache.latest(addressText(address)),
    async close() {
      breaker.close()
      await Promise.allSettled([pools.named.close(), pools.numeric.close()])
    },
  }
  return client
}

function notAskedWords(failure: Failure | null): string {
  return `not asked while it is probed apart: ${failure?.message ?? 'it did not answer'}`
}
