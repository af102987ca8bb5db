import type { ClusterConfig } from '../config/schema.ts'
import { createBrokerClient } from './control-plane/broker-client.ts'
import { createPoll, type Poll, type Whereabouts } from './control-plane/poll.ts'

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
  close(): Promise<void>
}

/**
 * Opens the way to a cluster; no connection is made until something is asked. Collector and
 * interactive reads have sockets of their own, because a slow answer delays those behind it.
 */
export function openGateway(
  config: ClusterConfig,
  options: { purpose?: 'collector' | 'interactive' } = {},
): Gateway {
  const interactive = options.purpose === 'interactive'
  const limit = (ms: number) => (interactive ? Math.min(ms, INTERACTIVE_MS) : ms)
  const connectTimeoutMs = limit(config.poll.connectTimeoutMs)
  const requestTimeoutMs = limit(config.poll.requestTimeoutMs)
  const client = createBrokerClient(config, { connectTimeoutMs, requestTimeoutMs })
  const forwarding = createBrokerClient(config, {
    connectTimeoutMs,
    requestTimeoutMs: Math.min(FORWARDED_MS, requestTimeoutMs),
  })
  const where: Whereabouts = {
    bootstrap: config.bootstrapServers,
    nodes: new Map(),
    metadataVia: null,
  }
  return {
    config,
    unreachableSince: null,
    begin: () => createPoll(client, forwarding, where),
    async close() {
      await Promise.all([client.close(), forwarding.close()])
    },
  }
}
