import type { AskedTopic, OffsetVisitor } from '../codecs/list-offsets.ts'
import type { FetchedGroup, FetchOptions } from '../codecs/offset-fetch.ts'
import { failed, failureOf, type Outcome } from '../errors.ts'
import type * as answers from './answers.ts'
import { type AnsweredBy, askAny, preferAnswering } from './any-broker.ts'
import type { CircuitState } from './breaker.ts'
import { type Address, addressText, type BrokerClient } from './broker-client.ts'
import { createLedger, type Ledger } from './ledger.ts'
import * as requests from './requests.ts'
import { releaseOf } from './versions.ts'

/** What a gateway keeps between polls: where the brokers are, and which one told the metadata last. */
export type Whereabouts = {
  bootstrap: Address[]
  nodes: Map<number, Address>
  metadataVia: Address | null
}

/**
 * The requests of one poll, to brokers by id. Every verb resolves to an `Outcome`: none throws, and a
 * broker being probed apart answers `not_asked` at once.
 */
export type Poll = ReturnType<typeof createPoll>

/** What is read out of an answer's bytes; bytes that cannot be read are a failure, not an exception. */
function readable<A, T>(outcome: Outcome<A>, read: (answer: A) => T): Outcome<T> {
  if (!outcome.ok) return outcome
  try {
    return { ok: true, value: read(outcome.value) }
  } catch (error) {
    return { ok: false, failure: failureOf(error) }
  }
}

/** The quorum's own log: the only topic DescribeQuorum is asked about. */
export const quorumTopics = [
  { topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] },
] satisfies requests.QuorumTopic[]

/**
 * @param client for what a broker answers itself.
 * @param forwarding for what a broker passes on to the controller: while there is no controller such
 *   a request hangs, and a connection's requests are answered in order, so it has its own sockets.
 * @param deadlineMs for each request, where the client's own deadline is too long to wait for.
 */
export function createPoll(
  client: BrokerClient,
  forwarding: BrokerClient,
  where: Whereabouts,
  deadlineMs?: number,
) {
  const ledger: Ledger = createLedger()
  const options = { ledger, deadlineMs }

  const unknownNode = (
    node: number,
  ): { ok: false; failure: { code: 'not_asked'; message: string } } => ({
    ok: false,
    failure: { code: 'not_asked', message: `broker ${node} is not registered with the cluster` },
  })

  function ask<A extends unknown[], R>(
    node: number,
    request: requests.KafkaRequest<A, R>,
    ...args: A
  ): Promise<Outcome<R>> {
    const address = where.nodes.get(node)
    if (!address) return Promise.resolve(unknownNode(node))
    return client.call(address, request, args, options)
  }

  const nodeAt = (address: Address): number | null =>
    [...where.nodes].find(([, a]) => addressText(a) === addressText(address))?.[0] ?? null

  async function askController<A extends unknown[], R>(
    node: number,
    request: requests.KafkaRequest<A, R>,
    ...args: A
  ): Promise<Outcome<R>> {
    const address = where.nodes.get(node)
    if (!address) return unknownNode(node)
    if (client.breaker.isOpen(addressText(address))) {
      return failed('not_asked', 'not asked while it is probed apart')
    }
    const outcome = await forwarding.call(address, request, args, options)
    const isSilent =
      !outcome.ok && (outcome.failure.code === 'timeout' || outcome.failure.code === 'not_asked')
    // It is the controller that is silent, not the broker through which it was asked.
    return isSilent ? failed('timeout', 'the controller does not answer through it') : outcome
  }

  /** @param topics null = all, `[]` = none: only where the brokers are. */
  async function metadata(
    topics: string[] | null = null,
  ): Promise<Outcome<AnsweredBy<answers.MetadataAnswer>>> {
    const sticky = where.metadataVia ? [where.metadataVia] : []
    const known = [...sticky, ...where.nodes.values(), ...where.bootstrap]
    const candidates = preferAnswering(client, known)
    const force = candidates.every((a) => client.breaker.isOpen(addressText(a)))
    const outcome = await askAny(client, candidates, requests.metadataRequest, [topics], {
      ...options,
      force,
    })
    if (outcome.ok) {
      const { answer, address } = outcome.value
      where.nodes = new Map(answer.brokers.map((b) => [b.nodeId, { host: b.host, port: b.port }]))
      // A bootstrap address need not be a broker's own: then the next poll asks a broker by its own.
      where.metadataVia = nodeAt(address) === null ? null : address
    }
    return outcome
  }

  return {
    ledger,
    metadata,
    /** Metadata of named topics from one broker; `[]` = only brokers and controller. */
    topicMetadata: (node: number, names: string[]) => ask(node, requests.metadataRequest, names),
    /** Ids of the brokers Metadata listed. */
    nodes: (): number[] => [...where.nodes.keys()],
    nodeAt,
    /** Whether the broker is registered and not being probed apart. */
    isAnswering(node: number): boolean {
      const address = where.nodes.get(node)
      return address !== undefined && !client.breaker.isOpen(addressText(address))
    },
    wasAsked: (address: Address): boolean => ledger.asked.has(addressText(address)),
    circuit: (address: Address): CircuitState => client.breaker.state(addressText(address)),
    /** Probes a silent broker at once, beside the poll. */
    nudge: (address: Address): void => client.breaker.nudge(addressText(address)),
    /** The release of a broker's software as it said last, e.g. `4.3`. */
    release(address: Address): string | null {
      const known = client.knownVersions(address)
      return known && releaseOf(known)
    },
    /** A sign of life where nothing else is due. */
    async ping(node: number): Promise<Outcome<answers.ApiVersionsAnswer>> {
      const address = where.nodes.get(node)
      if (!address) return unknownNode(node)
      return client.versions(address, options)
    },
    listGroups: (node: number) => ask(node, requests.listGroupsRequest, [], []),
    offsetFetch: async (
      node: number,
      groupIds: string[],
      how: FetchOptions,
    ): Promise<Outcome<FetchedGroup[]>> =>
      readable(await ask(node, requests.offsetFetchRequest, groupIds), (a) => a.groups(how)),
    shareOffsets: (node: number, groupIds: string[]) =>
      ask(node, requests.shareOffsetsRequest, groupIds),
    /** @param topic is called for each topic answered and returns who takes its partitions. */
    listOffsets: async (
      node: number,
      timestamp: number,
      topics: AskedTopic[],
      topic: (name: string) => OffsetVisitor | null,
    ): Promise<Outcome<void>> =>
      readable(await ask(node, requests.listOffsetsRequest, timestamp, topics), (a) =>
        a.forEach(topic),
      ),
    findCoordinators: (node: number, groupIds: string[]) =>
      ask(node, requests.findCoordinatorRequest, 0, groupIds),
    logDirs: (node: number, full: boolean) => ask(node, requests.logDirsRequest, full ? null : []),
    describeCluster: (node: number) => ask(node, requests.describeClusterRequest, true, 1),
    quorum: (node: number) => askController(node, requests.describeQuorumRequest, quorumTopics),
    reassignments: (node: number) =>
      askController(
        node,
        requests.reassignmentsRequest,
        forwarding.deadlines.requestTimeoutMs,
        null,
      ),
    topicConfigs: (node: number, names: string[], keys: string[]) =>
      ask(
        node,
        requests.describeConfigsRequest,
        names.map((resourceName) => ({ resourceType: 2, resourceName, configurationKeys: keys })),
        false,
        false,
      ),
    /** Every configuration of one topic, with documentation. */
    allTopicConfigs: (node: number, resourceName: string) =>
      ask(
        node,
        requests.describeConfigsRequest,
        [{ resourceType: 2, resourceName, configurationKeys: null }],
        false,
        true,
      ),
    describeClassic: (node: number, groupIds: string[]) =>
      ask(node, requests.describeGroupsRequest, groupIds, false),
    describeConsumer: (node: number, groupIds: string[]) =>
      ask(node, requests.consumerGroupDescribeRequest, groupIds, false),
    describeShare: (node: number, groupIds: string[]) =>
      ask(node, requests.shareGroupDescribeRequest, groupIds),
    describeStreams: (node: number, groupIds: string[]) =>
      ask(node, requests.streamsGroupDescribeRequest, groupIds),
  }
}
