import { connect, isIP } from 'node:net'
import { refusedAddress } from '../../lib/config/addresses.ts'
import { checkedLookup, RefusedAddressError } from '../../lib/config/checked-lookup.ts'
import type { ClusterConfig } from '../../lib/config/schema.ts'
import { openGateway } from '../../lib/kafka/gateway.ts'
import { probe } from '../../lib/kafka/message-plane/probe.ts'
import { troubleOf } from '../../lib/kafka/message-plane/words.ts'
import { createScraper } from '../../lib/metrics/scrape.ts'
import { bad, type Finding, fine, note } from './finding.ts'

type Address = { host: string; port: number }
type Told = { id: number; address: Address }

const lookup = checkedLookup(refusedAddress)
const advertisedAdvice =
  'a broker must be reachable from here by the name it advertises: check advertised.listeners, DNS and firewall'

/** Opens and closes a TCP connection; resolves to its milliseconds. */
function tcp({ host, port }: Address, deadlineMs: number): Promise<number> {
  const reason = isIP(host) ? refusedAddress(host) : null
  if (reason) return Promise.reject(new RefusedAddressError(host, reason))
  const began = performance.now()
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const socket = connect({ host, port, lookup })
  const timer = setTimeout(() => reject(new Error('timed out')), deadlineMs)
  socket.once('connect', () => resolve(Math.round(performance.now() - began)))
  socket.once('error', reject)
  return promise.finally(() => {
    clearTimeout(timer)
    socket.destroy()
  })
}

async function reach(about: string, address: Address, deadlineMs: number): Promise<Finding> {
  try {
    return fine(about, `TCP in ${await tcp(address, deadlineMs)} ms`)
  } catch (error) {
    const { message, advice } = troubleOf(error)
    return bad(about, message, advice)
  }
}

/** TCP, then ApiVersions and SASL, then Metadata of one bootstrap server, each only when the one before succeeded. */
async function bootstrap(
  config: ClusterConfig,
  server: Address,
): Promise<{ findings: Finding[]; brokers: Told[] }> {
  const about = `${config.id} ${server.host}:${server.port}`
  const { connectTimeoutMs, requestTimeoutMs } = config.poll
  const reached = await reach(about, server, connectTimeoutMs)
  if (reached.state === 'failed') return { findings: [reached], brokers: [] }
  const alone = { ...config, bootstrapServers: [server] }
  const login = config.sasl ? `ApiVersions and login (${config.sasl.mechanism})` : 'ApiVersions'
  const probed = await probe(alone, connectTimeoutMs + requestTimeoutMs)
  if (!probed.ok) {
    const { message, advice } = probed.trouble
    return { findings: [reached, bad(`${about} kafkajs`, message, advice)], brokers: [] }
  }
  const findings = [reached, fine(`${about} kafkajs`, `${login} in ${probed.roundTripMs} ms`)]
  const gateway = openGateway(alone, { purpose: 'collector' })
  try {
    const metadata = await gateway.begin().metadata([])
    if (!metadata.ok) {
      const advice =
        'check tls and sasl against this listener; a login that is missing shows here first'
      return {
        findings: [...findings, bad(`${about} metadata`, metadata.failure.message, advice)],
        brokers: [],
      }
    }
    const { brokers } = metadata.value.answer
    const count = `${brokers.length} broker${brokers.length === 1 ? '' : 's'}`
    return {
      findings: [...findings, fine(`${about} metadata`, `Metadata lists ${count}`)],
      brokers: brokers.map(({ nodeId, host, port }) => ({ id: nodeId, address: { host, port } })),
    }
  } finally {
    await gateway.close()
  }
}

/** Every broker at the address it advertises: TCP and a login, as the collector will need them. */
async function advertised(config: ClusterConfig, brokers: Told[]): Promise<Finding[]> {
  const gateway = openGateway(config, { purpose: 'collector' })
  try {
    const poll = gateway.begin()
    await poll.metadata([])
    return await Promise.all(
      brokers.map(async ({ id, address }) => {
        const about = `${config.id} broker ${id} at ${address.host}:${address.port}`
        const reached = await reach(about, address, config.poll.connectTimeoutMs)
        if (reached.state === 'failed') return { ...reached, advice: advertisedAdvice }
        const answer = await poll.ping(id)
        return answer.ok
          ? fine(about, `answers (Kafka ${poll.release(address) ?? 'of unknown release'})`)
          : bad(about, answer.failure.message, advertisedAdvice)
      }),
    )
  } finally {
    await gateway.close()
  }
}

async function metrics(config: ClusterConfig, ids: number[]): Promise<Finding[]> {
  const scraper = createScraper(config)
  if (!scraper)
    return [note(`${config.id} metrics`, 'not configured: request p99 will read "not measured"')]
  const answers = await scraper.scrape(ids, config.poll.requestTimeoutMs, Date.now())
  return ids.map((id) => {
    const about = `${config.id} broker ${id} metrics`
    const { value, reason } = answers.get(id) ?? { value: null, reason: 'no answer' }
    if (!value) return bad(about, reason ?? 'no answer', 'check metrics of this cluster')
    return value.produceRequests === null && value.bytesIn === null
      ? bad(
          about,
          'answers without the series of a broker',
          'export RequestMetrics and BrokerTopicMetrics',
        )
      : fine(about, `answers (${value.source})`)
  })
}

/**
 * Everything on the way from here to one cluster, in the order in which it is travelled. What lies
 * behind a failure is not tried, except that one bootstrap server that works is enough to go on.
 */
export async function examineCluster(config: ClusterConfig): Promise<Finding[]> {
  const starts = await Promise.all(config.bootstrapServers.map((one) => bootstrap(config, one)))
  const findings = starts.flatMap((start) => start.findings)
  const brokers = starts.find((start) => start.brokers.length > 0)?.brokers
  if (!brokers) return findings
  const ids = brokers.map(({ id }) => id).sort((a, b) => a - b)
  return [...findings, ...(await advertised(config, brokers)), ...(await metrics(config, ids))]
}
