import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { openGateway } from '../../lib/kafka/gateway.ts'
import type { ClusterSnapshot } from '../../lib/snapshot/schema.ts'
import { takeSnapshot } from '../../lib/snapshot/take.ts'
import { benchConfig } from './config.ts'

/** One poll as its process measured it. Bytes are those of the sockets, both ways. */
export type PollFigures = {
  wallMs: number
  cpuMs: number
  rssMb: number
  bytes: { received: number; sent: number }
  /** As this process counted what it sent, by API, ApiVersions included. */
  sent: Record<string, number>
  topics: number
  partitions: number
  groups: number
  /** Committed partitions whose lag is known. */
  commits: number
  problems: number
}

const knownCommits = (snapshot: ClusterSnapshot): number => {
  let known = 0
  for (const group of snapshot.groups) {
    for (const { partitions } of group.commits ?? []) known += partitions.length
  }
  return known
}

/**
 * A process that polls once for every line on its input, `sequence` in it (which decides what is due),
 * and answers with one line of `PollFigures`. The next poll stands on the one before, as in the collector.
 */
export const run = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({ args: [...args], options: { bootstrap: { type: 'string' } } })
  const config = benchConfig(values.bootstrap ?? '')
  const own = openGateway(config, { purpose: 'collector' })
  let bytes = () => ({ received: 0, sent: 0 })
  const gateway = {
    ...own,
    begin() {
      const poll = own.begin()
      bytes = poll.ledger.bytes
      return poll
    },
  }
  let previous: ClusterSnapshot | null = null
  for await (const line of createInterface({ input: process.stdin })) {
    const sequence = Number(line)
    const cpu = process.cpuUsage()
    const began = performance.now()
    const options = { config, previous, sequence, tickMs: config.poll.tickMs }
    const { snapshot, unreachable } = await takeSnapshot(gateway, options)
    const wallMs = performance.now() - began
    const { user, system } = process.cpuUsage(cpu)
    if (!snapshot) throw new Error(unreachable.reason)
    previous = snapshot
    const sent: Record<string, number> = {}
    for (const [name, count] of Object.entries(snapshot.requests)) {
      const api = name.split(' ')[0] ?? name
      sent[api] = (sent[api] ?? 0) + count
    }
    const figures: PollFigures = {
      wallMs,
      cpuMs: (user + system) / 1000,
      rssMb: process.memoryUsage.rss() / 1e6,
      bytes: bytes(),
      sent,
      topics: snapshot.topics.length,
      partitions: snapshot.topics.reduce((n, t) => n + t.partitions.length, 0),
      groups: snapshot.groups.length,
      commits: knownCommits(snapshot),
      problems: snapshot.problems.length,
    }
    console.log(JSON.stringify(figures))
  }
  await own.close()
}
