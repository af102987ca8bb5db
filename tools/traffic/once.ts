import { setTimeout as sleep } from 'node:timers/promises'
import type { MessageClient } from '../../lib/kafka/message-plane/client.ts'
import { consumeOnce } from './consumers.ts'
import type { Gate } from './gate.ts'
import { purgedGroup, stoppedGroup, topics } from './plan.ts'
import { messages } from './records.ts'

/** Creates what is missing; a second start finds everything there. */
export const createTopics = async (client: MessageClient): Promise<void> => {
  const admin = client.admin()
  await admin.connect()
  try {
    const there = new Set(await admin.listTopics())
    const missing = topics.filter((plan) => !there.has(plan.topic))
    if (missing.length === 0) return
    await admin.createTopics({
      waitForLeaders: true,
      timeout: 15_000,
      topics: missing.map((plan) => ({
        topic: plan.topic,
        numPartitions: plan.partitions,
        replicationFactor: plan.replicationFactor,
        configEntries: Object.entries(plan.config ?? {}).map(([name, value]) => ({ name, value })),
      })),
    })
  } finally {
    await admin.disconnect()
  }
}

const hasCommits = async (
  client: MessageClient,
  group: string,
  topic: string,
): Promise<boolean> => {
  const admin = client.admin()
  await admin.connect()
  try {
    const [offsets] = await admin.fetchOffsets({ groupId: group, topics: [topic] })
    return offsets?.partitions.some((p) => Number(p.offset) >= 0) ?? false
  } finally {
    await admin.disconnect()
  }
}

const send = async (client: MessageClient, topic: string, count: number): Promise<void> => {
  const plan = topics.find((t) => t.topic === topic)
  if (!plan) throw new Error(`no plan for ${topic}`)
  const producer = client.producer({})
  await producer.connect()
  try {
    await producer.send({ topic, messages: messages(plan, count, 0) })
  } finally {
    await producer.disconnect()
  }
}

/** A group that read a little, committed and never came back. */
const leaveBehind = async (client: MessageClient, gate: Gate): Promise<void> => {
  if (await hasCommits(client, stoppedGroup.group, stoppedGroup.topic)) return
  await send(client, stoppedGroup.topic, 400)
  await consumeOnce(client, stoppedGroup, gate, 330)
}

/** A group whose unread records were deleted under it, as retention would: its commits lie below the log start. */
const purge = async (client: MessageClient, gate: Gate): Promise<void> => {
  const { group, topic } = purgedGroup
  if (await hasCommits(client, group, topic)) return
  await send(client, topic, 240)
  await consumeOnce(client, purgedGroup, gate, 240)
  await send(client, topic, 600)
  const admin = client.admin()
  await admin.connect()
  try {
    const ends = await admin.fetchTopicOffsets(topic)
    await admin.deleteTopicRecords({
      topic,
      partitions: ends
        .filter((p) => p.partition % 2 === 0)
        .map((p) => ({ partition: p.partition, offset: String(Math.max(0, Number(p.high) - 8)) })),
    })
  } finally {
    await admin.disconnect()
  }
}

/** The two states that need a past; tried until they stand, because a fresh cluster's coordinator may not be there yet. */
export const makePasts = async (client: MessageClient, gate: Gate): Promise<void> => {
  for (const make of [leaveBehind, purge]) {
    for (let attempt = 1; !gate.ended; attempt++) {
      try {
        await make(client, gate)
        break
      } catch (error) {
        if (attempt === 10) throw error
        await sleep(2000)
      }
    }
  }
}
