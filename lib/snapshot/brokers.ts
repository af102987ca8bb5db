import type { DescribeClusterAnswer, MetadataBroker } from '../kafka/control-plane/answers.ts'
import type { DirsByBroker } from './log-dirs.ts'
import { neverAsked } from './observed.ts'
import type { ToldAt } from './offsets.ts'
import type { BrokerSnapshot, Millis, TopicSnapshot } from './schema.ts'
import type { Taking } from './taking.ts'

/** A broker that left the cluster without replicas is shown as lost for this long, in milliseconds. */
const LOST_FOR_MS = 60 * 60_000

/** What the steps of a poll learned about the brokers. */
export type BrokerFindings = {
  listed: MetadataBroker[]
  /** DescribeCluster of this poll; null when not due or not answered. */
  cluster: DescribeClusterAnswer | null
  topics: TopicSnapshot[]
  endsAt: ToldAt
  startsAt: ToldAt
  logDirs: DirsByBroker
  now: Millis
}

type Place = { host: string; port: number; rack: string | null }

function median(values: number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  const lower = sorted.length % 2 === 0 ? (sorted[middle - 1] ?? upper) : upper
  return Math.round(((upper + lower) / 2) * 10) / 10
}

/**
 * Every broker there is to show: those Metadata lists, those DescribeCluster lists (fenced ones too),
 * those that hold a replica, and those known before until they are certainly gone. A cluster older
 * than 4.0 does not tell a lost broker from a removed one, so there it stays an hour.
 */
function places(taking: Taking, found: BrokerFindings): Map<number, Place> {
  const all = new Map<number, Place>()
  // Partitions share their lists of replicas: each distinct list is looked at once.
  const lists = new Set<number[]>()
  for (const topic of found.topics) for (const p of topic.partitions) lists.add(p.replicas)
  const replicas = new Set([...lists].flat())
  const fencedKnown = found.cluster?.brokers.some((b) => b.isFenced !== undefined) ?? false
  const inCluster = new Set(found.cluster?.brokers.map((b) => b.brokerId))
  for (const old of taking.previous?.brokers ?? []) {
    const isRemoved = fencedKnown && !inCluster.has(old.id)
    const lostFor = old.failingSince === null ? 0 : found.now - old.failingSince
    if (replicas.has(old.id) || (!isRemoved && lostFor < LOST_FOR_MS)) all.set(old.id, old)
  }
  for (const id of replicas) {
    if (!all.has(id)) all.set(id, { host: '', port: 0, rack: null })
  }
  for (const b of found.cluster?.brokers ?? []) all.set(b.brokerId, b)
  for (const b of found.listed) all.set(b.nodeId, b)
  return all
}

type Health = Pick<
  BrokerSnapshot,
  'reachable' | 'failingSince' | 'failure' | 'lastAnsweredAt' | 'roundTripMs'
>

const NOT_REGISTERED = 'not registered with the cluster: stopped, or fenced by the controller'

function healthOf(
  taking: Taking,
  place: Place,
  registered: boolean,
  before: BrokerSnapshot | undefined,
  now: Millis,
): Health {
  const circuit = taking.poll.circuit(place)
  const lastAnsweredAt = circuit.lastAnsweredAt ?? before?.lastAnsweredAt ?? null
  const failing = !registered || circuit.failingSince !== null
  if (!failing) {
    const trips = taking.poll.ledger.roundTrips.get(`${place.host}:${place.port}`) ?? []
    const roundTripMs = median(trips)
    const reachable = taking.poll.wasAsked(place) ? true : null
    return { reachable, failingSince: null, failure: null, lastAnsweredAt, roundTripMs }
  }
  const since = circuit.failingSince ?? now
  return {
    reachable: false,
    failingSince: Math.min(since, before?.failingSince ?? since),
    failure: registered ? (circuit.failure?.message ?? null) : NOT_REGISTERED,
    lastAnsweredAt,
    roundTripMs: null,
  }
}

/** A sign of life from the brokers nothing else was due to, and a probe of those that have come back. */
export async function visitBrokers(taking: Taking, listed: MetadataBroker[]): Promise<void> {
  const before = new Map(taking.previous?.brokers.map((b) => [b.id, b]))
  await Promise.all(
    listed.map(async (broker) => {
      if (before.get(broker.nodeId)?.registered === false) taking.poll.nudge(broker)
      if (!taking.poll.wasAsked(broker)) await taking.poll.ping(broker.nodeId)
    }),
  )
}

/** The brokers of this poll, sorted by id. Metrics carry over: the collector scrapes them. */
export function brokersFrom(taking: Taking, found: BrokerFindings): BrokerSnapshot[] {
  const before = new Map(taking.previous?.brokers.map((b) => [b.id, b]))
  const listed = new Set(found.listed.map((b) => b.nodeId))
  const cluster = new Map(found.cluster?.brokers.map((b) => [b.brokerId, b]))
  return [...places(taking, found)]
    .sort(([a], [b]) => a - b)
    .map(([id, place]) => {
      const old = before.get(id)
      const registered = listed.has(id)
      const fenced = found.cluster ? (cluster.get(id)?.isFenced ?? null) : (old?.fenced ?? null)
      return {
        id,
        host: place.host,
        port: place.port,
        rack: place.rack,
        registered,
        fenced: registered && fenced === true && !found.cluster ? false : fenced,
        ...healthOf(taking, place, registered, old, found.now),
        endOffsetsAt: found.endsAt.get(id) ?? old?.endOffsetsAt ?? null,
        startOffsetsAt: found.startsAt.get(id) ?? old?.startOffsetsAt ?? null,
        logDirs: found.logDirs.get(id) ?? neverAsked(),
        metrics: old?.metrics ?? neverAsked(),
      }
    })
}
