import type { ClusterConfig } from '../config/schema.ts'
import type { Gateway } from '../kafka/gateway.ts'
import { brokersFrom, visitBrokers } from './brokers.ts'
import { readCluster, visibilityOf } from './cluster-facts.ts'
import { readCommits } from './commits.ts'
import { describeGroups } from './describe.ts'
import { groupsAsBefore, type Listing, listGroups } from './group-listing.ts'
import { confirmShrinks } from './isr.ts'
import { readLogDirs } from './log-dirs.ts'
import { readEnds, readStarts } from './offsets.ts'
import { nameFilter } from './patterns.ts'
import { planOf } from './plan.ts'
import { readQuorum, readReassignments } from './quorum.ts'
import { type ClusterSnapshot, SNAPSHOT_VERSION, type Unreachable } from './schema.ts'
import type { Taking } from './taking.ts'
import { readConfigs } from './topic-configs.ts'
import { topicsFrom } from './topics.ts'

export type TakeOptions = {
  config: ClusterConfig
  /** The snapshot before this one, the poll's only memory; null for the first. */
  previous: ClusterSnapshot | null
  /** This poller's count of polls: decides what is due. */
  sequence: number
  /** The tick in use, milliseconds. */
  tickMs: number
  /** Ask everything now, whatever is due. */
  full?: boolean
}

export type Taken =
  | { snapshot: ClusterSnapshot; unreachable: null }
  | { snapshot: null; unreachable: Unreachable }

/** A coordinator that left the cluster since: its groups have another one by now. */
function lostCoordinator(taking: Taking): boolean {
  const nodes = new Set(taking.poll.nodes())
  return (taking.previous?.groups ?? []).some(
    (g) => g.coordinator === null || !nodes.has(g.coordinator),
  )
}

/** A broker listed before and not now: whether it is fenced is asked at once. */
function lostBroker(taking: Taking): boolean {
  const nodes = new Set(taking.poll.nodes())
  return (taking.previous?.brokers ?? []).some((b) => b.registered && !nodes.has(b.id))
}

async function readGroups(taking: Taking): Promise<Listing> {
  const due = taking.plan.groups || lostCoordinator(taking)
  return readCommits(taking, due ? await listGroups(taking) : groupsAsBefore(taking))
}

/** A previous snapshot counts only while the address still leads to the same cluster. */
const sameCluster = (previous: ClusterSnapshot | null, kafkaClusterId: string | null) =>
  previous && previous.kafkaClusterId === kafkaClusterId ? previous : null

/**
 * One poll of a cluster: everything due now, in the order metadata, groups, commits, end offsets (a
 * commit read after the end could lie above it), then the rest. What is not due carries over from the
 * previous snapshot with its own time. No broker's and no item's failure fails the poll: it is noted,
 * and what it would have told is null. Only when no broker answers at all is the cluster unreachable.
 */
export async function takeSnapshot(gateway: Gateway, options: TakeOptions): Promise<Taken> {
  const { config, sequence, tickMs } = options
  const startedAt = Date.now()
  const poll = gateway.begin()
  const metadata = await poll.metadata()
  if (!metadata.ok) {
    gateway.unreachableSince ??= startedAt
    const reason = `no broker answers: ${metadata.failure.message}`
    const unreachable = { since: gateway.unreachableSince, attemptedAt: startedAt, reason }
    return { snapshot: null, unreachable }
  }
  gateway.unreachableSince = null
  const { answer, address } = metadata.value
  const previous = sameCluster(options.previous, answer.clusterId)
  const taking: Taking = {
    poll,
    config,
    previous,
    plan: planOf(sequence, { everything: previous === null || options.full === true }),
    keepsTopic: nameFilter(config.topics),
    keepsGroup: nameFilter(config.groups),
    topicsBefore: new Map(previous?.topics.map((t) => [t.id, t])),
    commitsBefore: new Map(previous?.groups.map((g) => [g.id, g.commits])),
    problems: [],
  }
  if (lostBroker(taking)) taking.plan.cluster = true
  const via = poll.nodeAt(address)
  const topics = topicsFrom(taking, answer)
  const controller = Promise.all([
    readQuorum(taking, via, answer),
    readReassignments(taking, via, answer),
    confirmShrinks(taking, topics, via),
  ])
  const listing = await readGroups(taking)
  const endsAt = await readEnds(taking, topics)
  const [startsAt, logDirs, cluster] = await Promise.all([
    readStarts(taking, topics),
    readLogDirs(taking, topics),
    readCluster(taking),
    readConfigs(taking, topics),
    describeGroups(taking, listing.groups, listing.fresh),
    visitBrokers(taking, answer.brokers),
  ])
  const [{ quorum, mode }, reassignments] = await controller
  const now = Date.now()
  const found = { listed: answer.brokers, cluster, topics, endsAt, startsAt, logDirs, now }
  const snapshot: ClusterSnapshot = {
    version: SNAPSHOT_VERSION,
    clusterId: config.id,
    kafkaClusterId: answer.clusterId,
    sequence,
    startedAt,
    observedAt: now,
    durationMs: now - startedAt,
    tickMs,
    slowed: tickMs > config.poll.tickMs,
    kafkaVersion: poll.release(address) ?? previous?.kafkaVersion ?? null,
    mode,
    visibility: visibilityOf(taking, cluster),
    metadataVia: via,
    brokers: brokersFrom(taking, found),
    quorum,
    reassignments,
    topics,
    groups: listing.groups,
    groupsListed: listing.listed,
    groupsWatched: listing.groups.length,
    topicsListed: answer.topics.length,
    topicsWatched: topics.length,
    problems: taking.problems,
    requests: poll.ledger.requests,
  }
  return { snapshot, unreachable: null }
}
