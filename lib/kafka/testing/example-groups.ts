import type { LocalCluster } from '../../../tools/kafka/local-cluster.ts'
import { type ExampleClients, openExampleClients } from '../control-plane/example-clients.ts'
import { createMessageClient } from '../message-plane/client.ts'
import { until } from './eventually.ts'
import { startJavaGroups } from './java-groups.ts'
import { toldByConsumerGroups } from './kafka-truth.ts'

/** RF 3, leaders spread. */
const spread = (partitions: number): number[][] =>
  Array.from({ length: partitions }, (_, p) => [0, 1, 2].map((r) => ((p + r) % 3) + 1))

const RECORDS = 20

/**
 * A cluster with a group of every kind, each made by real clients: two classic members (kafkajs), two
 * KIP-848 and one share member (Java; only where `newer`), a Connect-like worker, and groups that only
 * commit: behind, below the log start (`purged`), above the end (`ahead`), with an odd name.
 */
export async function makeExampleGroups(cluster: LocalCluster, options: { newer: boolean }) {
  const { bootstrap } = cluster
  const clients: ExampleClients = openExampleClients(bootstrap)
  await clients.createTopics([
    { name: 'orders', assignment: spread(6) },
    { name: 'payments', assignment: spread(3), configs: { 'retention.ms': '7200000' } },
    { name: 'old-records', assignment: [[1], [2]] },
    { name: 'newer', assignment: spread(4) },
    { name: 'shared', assignment: spread(2) },
  ])
  const messages = createMessageClient({ bootstrap, clientId: 'example' })
  const producer = messages.producer({})
  await producer.connect()
  const produce = async (topic: string, partitions: number, records = RECORDS) =>
    producer.send({
      topic,
      acks: -1,
      messages: Array.from({ length: partitions * records }, (_, i) => ({
        partition: i % partitions,
        value: `record ${i}`,
      })),
    })
  await produce('orders', 6)
  await produce('payments', 3)
  await produce('old-records', 2)
  await produce('newer', 4)

  const consumers = ['classic-1', 'classic-2'].map((clientId) =>
    createMessageClient({ bootstrap, clientId }).consumer({ groupId: 'classic' }),
  )
  for (const consumer of consumers) {
    await consumer.connect()
    await consumer.subscribe({ topic: 'orders', fromBeginning: true })
    await consumer.run({ autoCommitInterval: 200, eachMessage: async () => {} })
  }
  const java = options.newer
    ? startJavaGroups(cluster, [
        { kind: 'consumer', group: 'kip-848', topic: 'newer', members: 2 },
        { kind: 'share', group: 'sharing', topic: 'shared', members: 1 },
      ])
    : startJavaGroups(cluster, [
        { kind: 'classic', group: 'java-classic', topic: 'newer', members: 2 },
      ])
  await clients.commit('behind', 'orders', { 0: 3n, 1: 20n, 2: 0n })
  await clients.commit('behind', 'payments', { 0: 1n, 1: 2n, 2: 3n })
  await clients.commit('purged', 'old-records', { 0: 2n, 1: 2n })
  await clients.commit('ahead', 'payments', { 0: 1_000n })
  await clients.commit('a/b#%é', 'payments', { 1: 7n })
  await clients.deleteRecords('old-records', 0, 12n)
  await clients.joinAsConnect('connect-worker')

  return {
    clients,
    produce,
    /** Waits until the live members have read and committed everything, by Kafka's own tool. */
    settled: () =>
      until(
        () => toldByConsumerGroups(cluster),
        (told) => {
          const live = ['classic orders', options.newer ? 'kip-848 newer' : 'java-classic newer']
          return live.every((prefix) => {
            const rows = [...told].filter(([key]) => key.startsWith(`${prefix} `))
            return (
              rows.length >= 4 && rows.every(([, t]) => t.committed === t.end && t.end !== null)
            )
          })
        },
        60_000,
      ),
    /** Leaves; kafkajs would wait for a coordinator that a test has stopped, so not for ever. */
    async end() {
      const left = Promise.all([
        ...consumers.map((c) => c.disconnect()),
        producer.disconnect(),
        clients.close(),
        java.end(),
      ])
      await Promise.race([left, new Promise((done) => setTimeout(done, 3_000))])
    },
  }
}
