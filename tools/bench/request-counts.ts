import { setTimeout as sleep } from 'node:timers/promises'
import type { LocalCluster } from '../kafka/local-cluster.ts'

/** Requests by API, as the brokers themselves count them (JMX `RequestMetrics` `RequestsPerSec`), summed over brokers. */
export type RequestCounts = Map<string, number>

const LINE = /^kafka_network_requestmetrics_requests_total\{([^}]*)\}\s+(\S+)/gm

const scrape = async (port: number, counts: RequestCounts): Promise<void> => {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`)
  for (const [, labels = '', value = ''] of (await answer.text()).matchAll(LINE)) {
    const api = /request="([^"]+)"/.exec(labels)?.[1]
    if (api) counts.set(api, (counts.get(api) ?? 0) + Number(value))
  }
}

const total = (counts: RequestCounts) => [...counts.values()].reduce((a, b) => a + b, 0)

/** What the brokers that run have counted since they started. Throws when an exporter does not answer. */
export const readCounts = async (cluster: LocalCluster): Promise<RequestCounts> => {
  const counts: RequestCounts = new Map()
  const ports = cluster.brokers.flatMap((b) => (b.pid && b.metricsPort ? [b.metricsPort] : []))
  await Promise.all(ports.map((port) => scrape(port, counts)))
  if (total(counts) === 0) throw new Error('the brokers count no requests: no exporter?')
  return counts
}

/** Only what grew. */
export const difference = (before: RequestCounts, after: RequestCounts): RequestCounts => {
  const grown = [...after].map(([api, n]) => [api, n - (before.get(api) ?? 0)] as const)
  return new Map(grown.filter(([, n]) => n > 0))
}

/** Requests between brokers and controllers, which flow without any client. */
export const BETWEEN_BROKERS =
  /^(?:Fetch|FetchFollower|BrokerHeartbeat|ControllerRegistration|BrokerRegistration|Vote|BeginQuorumEpoch|EndQuorumEpoch|FetchSnapshot|AlterPartition|AllocateProducerIds|UpdateFeatures|AssignReplicasToDirs|WriteTxnMarkers|Envelope)$/

/** Of clients alone. ApiVersions is apart: it belongs to a new connection, and brokers make those too. */
export const ofClients = (counts: RequestCounts): RequestCounts =>
  new Map([...counts].filter(([api]) => !BETWEEN_BROKERS.test(api) && api !== 'ApiVersions'))

/** What the brokers counted of clients' requests while `work` ran; they count a request when its answer is sent. */
export const countDuring = async <T>(
  cluster: LocalCluster,
  work: () => Promise<T>,
): Promise<{ result: T; counts: RequestCounts }> => {
  const before = await readCounts(cluster)
  const result = await work()
  let after = await readCounts(cluster)
  for (let i = 0; i < 5; i++) {
    await sleep(50)
    const again = await readCounts(cluster)
    const isSettled = total(ofClients(difference(after, again))) === 0
    after = again
    if (isSettled) break
  }
  return { result, counts: ofClients(difference(before, after)) }
}

export const sumOf = total
