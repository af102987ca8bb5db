import { setTimeout as sleep } from 'node:timers/promises'
import type { Producer } from 'kafkajs'
import { createMessageClient } from '../../lib/kafka/message-plane/client.ts'
import { openCommitter } from './commits.ts'
import { type BenchShape, topicName } from './shape.ts'

/** Records a partition starts with, and where its groups start. */
export const FIRST_END = 20
export const FIRST_COMMIT = 10
const BATCH = 250

export const indexes = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

/** Sends `count` records to every partition of the topics. Kafka may not have elected every leader yet: tried for a minute. */
export const produce = async (
  producer: Producer,
  shape: BenchShape,
  topics: number[],
  count: number,
): Promise<void> => {
  const value = 'x'.repeat(40)
  for (let i = 0; i < topics.length; i += BATCH) {
    const topicMessages = topics.slice(i, i + BATCH).map((topic) => ({
      topic: topicName(topic),
      messages: indexes(shape.partitions * count).map((n) => ({
        partition: n % shape.partitions,
        value,
      })),
    }))
    const deadline = Date.now() + 60_000
    for (;;) {
      try {
        await producer.sendBatch({ topicMessages, acks: 1 })
        break
      } catch (e) {
        if (Date.now() > deadline) throw e
        await sleep(1000)
      }
    }
  }
}

/** Creates the topics and gives each partition twenty records and each group its commits. */
export const fill = async (
  bootstrap: string,
  shape: BenchShape,
  say: (line: string) => void,
): Promise<void> => {
  const client = createMessageClient({ bootstrap, clientId: 'bench-fill' })
  const admin = client.admin()
  const producer = client.producer({})
  const committer = openCommitter(bootstrap)
  await Promise.all([admin.connect(), producer.connect()])
  try {
    const there = new Set(await admin.listTopics())
    const missing = indexes(shape.topics).filter((i) => !there.has(topicName(i)))
    for (let i = 0; i < missing.length; i += BATCH) {
      const topics = missing.slice(i, i + BATCH).map((index) => ({
        topic: topicName(index),
        numPartitions: shape.partitions,
        replicationFactor: 1,
      }))
      await admin.createTopics({ topics, waitForLeaders: false, timeout: 60_000 })
    }
    say(`${missing.length} topics created`)
    await produce(producer, shape, indexes(shape.topics), FIRST_END)
    say(`${FIRST_END} records in each of ${shape.topics * shape.partitions} partitions`)
    await committer.commit(shape, indexes(shape.groups), BigInt(FIRST_COMMIT))
    say(`${shape.groups} groups have committed`)
  } finally {
    await Promise.all([admin.disconnect(), producer.disconnect(), committer.close()])
  }
}
