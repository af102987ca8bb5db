import type { ClusterConfig } from '../config/schema.ts'
import type { CommittedTopic, GroupDescription } from '../snapshot/schema.ts'
import { createBrokerClient } from './control-plane/broker-client.ts'
import { createPoll, type Poll, quorumTopics, type Whereabouts } from './control-plane/poll.ts'
import { describeQuorumRequest } from './control-plane/requests.ts'
import { failed, type Outcome } from './errors.ts'
import {
  type GroupRef,
  type PartitionOffsets,
  readGroup,
  readGroupCommits,
  readTopicConfigs,
  readTopicOffsets,
  type TopicConfigEntry,
} from './live-reads.ts'

/** Longest wait, in milliseconds, for what a broker must ask the controller. */
const FORWARDED_MS = 2_000
/** Nobody who looks at a page waits longer than this for Kafka, in milliseconds. */
export const INTERACTIVE_MS = 2_000

/** Kafka as the product sees it: one cluster, for one purpose, with its own sockets. */
export type Gateway = {
  config: ClusterConfig
  /** The requests of one poll; its ledger counts only them. */
  begin(): Poll
  /** Since when no broker at all has answered, epoch milliseconds; null while one does. */
  unreachableSince: number | null
  /** Live reads of one thing that is open on a page; each answers within `deadlineMs` (2 s). */
  describeTopicConfigs(topic: string, deadlineMs?: number): Promise<Outcome<TopicConfigEntry[]>>
  describeGroup(group: GroupRef, deadlineMs?: number): Promise<Outcome<GroupDescription>>
  groupCommits(group: GroupRef, deadlineMs?: number): Promise<Outcome<CommittedTopic[]>>
  topicOffsets(topic: string, deadlineMs?: number): Promise<Outcome<PartitionOffsets[]>>
  close(): Promise<void>
}

/** The outcome, or `timeout` when the time is up first; the work is left to end by itself. */
function limited<T>(work: Promise<Outcome<T>>, deadlineMs: number): Promise<Outcome<T>> {
  const { promise, resolve } = Promise.withResolvers<Outcome<T>>()
  const timer = setTimeout(
    () => resolve(failed('timeout', `no answer within ${deadlineMs / 1000} s`)),
    deadlineMs,
  )
  void work.then(resolve).finally(() => clearTimeout(timer))
  return promise
}

/**
 * Opens the way to a cluster; no connection is made until something is asked. Collector and
 * interactive reads have sockets of their own, because a slow answer delays those behind it.
 */
export function openGateway(
  config: ClusterConfig,
  options: { purpose?: 'collector' | 'interactive' } = {},
): Gateway {
  const { connectTimeoutMs, requestTimeoutMs } = config.poll
  const clientId = `highwater-${options.purpose ?? 'collector'}`
  const client = createBrokerClient(config, { connectTimeoutMs, requestTimeoutMs }, { clientId })
  // While there is no controller a broker answers everything but what it must ask the controller.
  const forwarding = createBrokerClient(
    config,
    { connectTimeoutMs, requestTimeoutMs: Math.min(FORWARDED_MS, requestTimeoutMs) },
    {
      clientId,
      probe: (broker, address, how) =>
        broker.call(address, describeQuorumRequest, [[...quorumTopics]], how),
    },
  )
  const where: Whereabouts = {
    bootstrap: config.bootstrapServers,
    nodes: new Map(),
    metadataVia: null,
  }
  const live =
    <A, T>(read: (poll: Poll, what: A) => Promise<Outcome<T>>) =>
    (what: A, deadlineMs = INTERACTIVE_MS) =>
      limited(
        read(createPoll(client, forwarding, where, Math.min(deadlineMs, INTERACTIVE_MS)), what),
        deadlineMs,
      )
  return {
    config,
    unreachableSince: null,
    begin: () => createPoll(client, forwarding, where),
    describeTopicConfigs: live(readTopicConfigs),
    describeGroup: live(readGroup),
    groupCommits: live(readGroupCommits),
    topicOffsets: live(readTopicOffsets),
    async close() {
      await Promise.all([client.close(), forwarding.close()])
    },
  }
}
