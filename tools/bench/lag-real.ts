import { setTimeout as sleep } from 'node:timers/promises'
import { openGateway } from '../../lib/kafka/gateway.ts'
import { createMessageClient } from '../../lib/kafka/message-plane/client.ts'
import type { ClusterSnapshot } from '../../lib/snapshot/schema.ts'
import { takeSnapshot } from '../../lib/snapshot/take.ts'
import { createTracker } from '../../lib/trends/tracker.ts'
import type { LocalCluster } from '../kafka/local-cluster.ts'
import { openCommitter } from './commits.ts'
import { benchConfig } from './config.ts'
import type { LagSample } from './lag-samples.ts'
import { consumers, newSeries, producers, step } from './simulated.ts'

const STEP_MS = 250
const COMMIT_MS = 1000
/** Simulated rates change over minutes; a short run lets their time pass faster, their records a second unchanged. */
const HURRY = 8

type Said = { topic: string; commit: number; at: number; said: number | null; atLeast: boolean }

/** Each record's own timestamp by offset, as a consumer is handed it: the truth. */
const readTimestamps = async (
  bootstrap: string,
  ends: Map<string, number>,
): Promise<Map<string, number[]>> => {
  const consumer = createMessageClient({ bootstrap, clientId: 'bench-truth' }).consumer({
    groupId: `bench-truth-${Date.now()}`,
  })
  const times = new Map([...ends.keys()].map((topic) => [topic, [] as number[]]))
  const missing = () =>
    [...ends].filter(([topic, end]) => times.get(topic)?.[end - 1] === undefined)
  await consumer.connect()
  try {
    await consumer.subscribe({ topics: [...ends.keys()], fromBeginning: true })
    await consumer.run({
      eachMessage: async ({ topic, message }) => {
        const list = times.get(topic)
        if (list) list[Number(message.offset)] = Number(message.timestamp)
      },
    })
    const deadline = Date.now() + 60_000
    while (missing().length > 0) {
      if (Date.now() > deadline) throw new Error(`records of ${missing().join(' ')} not read back`)
      await sleep(200)
    }
  } finally {
    await consumer.disconnect()
  }
  return times
}

/**
 * Real records (CreateTime), real commits, real polls at `tickMs` for `seconds`, and the tracker over them.
 * The age of the record at each commit is then read from the records themselves.
 */
export const realSamples = async (
  cluster: LocalCluster,
  options: { seconds: number; tickMs: number },
): Promise<LagSample[]> => {
  const { bootstrap } = cluster
  const run = Date.now()
  const pairs = producers.map((write, i) => ({
    name: `lag-${run}-${i}`,
    series: newSeries(),
    write,
    read: consumers[(i * 3 + 1) % consumers.length] ?? (() => 0),
  }))
  const client = createMessageClient({ bootstrap, clientId: 'bench-lag' })
  const admin = client.admin()
  const producer = client.producer({})
  const committer = openCommitter(bootstrap)
  const config = benchConfig(bootstrap)
  const gateway = openGateway(config, { purpose: 'collector' })
  await Promise.all([admin.connect(), producer.connect()])
  const said: Said[] = []
  try {
    await admin.createTopics({
      topics: pairs.map(({ name }) => ({ topic: name, numPartitions: 1, replicationFactor: 1 })),
      waitForLeaders: true,
    })
    const began = Date.now()
    const over = () => Date.now() - began > options.seconds * 1000

    const write = async () => {
      for (let before = Date.now(); !over(); ) {
        await sleep(STEP_MS)
        const now = Date.now()
        const batches = pairs.map((pair) => {
          const from = pair.series.written.length
          const seconds = (HURRY * (now - began)) / 1000
          step(pair.series, pair, { now, seconds, stepMs: now - before })
          return { pair, messages: pair.series.written.slice(from) }
        })
        before = now
        const topicMessages = batches
          .filter(({ messages }) => messages.length > 0)
          .map(({ pair, messages }) => ({
            topic: pair.name,
            messages: messages.map((at) => ({ value: 'x', timestamp: String(at) })),
          }))
        if (topicMessages.length > 0) await producer.sendBatch({ topicMessages, acks: 1 })
      }
    }
    const commit = async () => {
      while (!over()) {
        await Promise.all(
          pairs.map(({ name, series }) =>
            committer.commitGroup(name, [{ name, offsets: [BigInt(series.position)] }]),
          ),
        )
        await sleep(COMMIT_MS)
      }
    }
    const poll = async () => {
      const tracker = createTracker()
      let previous: ClusterSnapshot | null = null
      for (let sequence = 0; !over(); sequence++) {
        const next = Date.now() + options.tickMs
        const asked = { config, previous, sequence, tickMs: options.tickMs, full: sequence < 4 }
        const { snapshot } = await takeSnapshot(gateway, asked)
        if (!snapshot) throw new Error('the cluster was not reached')
        previous = snapshot
        const trends = tracker.observe(snapshot, snapshot.observedAt)
        if (sequence >= 4) said.push(...saidOf(snapshot, trends.groups))
        await sleep(Math.max(0, next - Date.now()))
      }
    }
    await Promise.all([write(), commit(), poll()])
  } finally {
    await Promise.all([
      admin.disconnect(),
      producer.disconnect(),
      committer.close(),
      gateway.close(),
    ])
  }
  const ends = pairs.map(({ name, series }) => [name, series.written.length] as const)
  const times = await readTimestamps(bootstrap, new Map(ends.filter(([, end]) => end > 0)))
  return said.map(({ topic, commit, at, ...rest }) => {
    const written = times.get(topic)?.[commit]
    return { ...rest, real: written === undefined || written > at ? 0 : (at - written) / 1000 }
  })
}

const saidOf = (
  snapshot: ClusterSnapshot,
  groups: Record<string, { lagSeconds: number | null; lagSecondsAtLeast: boolean }>,
): Said[] =>
  snapshot.groups.flatMap(({ id, commits }) => {
    const commit = commits?.find(({ topic }) => topic === id)?.partitions[0]?.offset ?? null
    if (commit === null || !id.startsWith('lag-')) return []
    const { lagSeconds = null, lagSecondsAtLeast = false } = groups[id] ?? {}
    const told = { said: lagSeconds, atLeast: lagSecondsAtLeast }
    return [{ topic: id, commit: Number(commit), at: snapshot.observedAt, ...told }]
  })
