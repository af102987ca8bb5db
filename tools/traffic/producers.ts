import { setTimeout as sleep } from 'node:timers/promises'
import type { MessageClient } from '../../lib/kafka/message-plane/client.ts'
import { type Gate, keepGoing } from './gate.ts'
import { type TopicPlan, transactionalTopic } from './plan.ts'
import { due, messages } from './records.ts'

const BEAT_MS = 500

/** Sends a topic's records at its rate, each topic by a producer of its own: one that failed must not poison the others. */
const produceTopic = async (client: MessageClient, plan: TopicPlan, gate: Gate): Promise<void> => {
  const transactional = plan.topic === transactionalTopic
  const producer = client.producer(
    transactional
      ? { transactionalId: `demo-${plan.topic}`, idempotent: true, maxInFlightRequests: 1 }
      : {},
  )
  await producer.connect()
  try {
    let carried = 0
    let sequence = 0
    let before = Date.now()
    while (!gate.ended) {
      await sleep(transactional ? 2000 : BEAT_MS)
      if (gate.paused) {
        await gate.pass()
        before = Date.now()
      }
      const now = Date.now()
      // After an outage the backlog is not made up: a burst of an hour's records would be no one's traffic.
      const next = due(plan.recordsPerSecond, Math.min(now - before, 5000), carried)
      before = now
      carried = next.carried
      if (next.count === 0) continue
      const batch = { topic: plan.topic, messages: messages(plan, next.count, sequence) }
      sequence += next.count
      if (transactional) {
        const transaction = await producer.transaction()
        try {
          await transaction.send(batch)
          await transaction.commit()
        } catch (error) {
          await transaction.abort().catch(() => {})
          throw error
        }
      } else await producer.send(batch)
    }
  } finally {
    await producer.disconnect().catch(() => {})
  }
}

/** One loop a topic, for as long as the gate is open. */
export const produceAll = (
  client: MessageClient,
  plans: TopicPlan[],
  gate: Gate,
): Promise<unknown> =>
  Promise.all(
    plans
      .filter((plan) => plan.recordsPerSecond > 0)
      .map((plan) =>
        keepGoing(`producer of ${plan.topic}`, gate, () => produceTopic(client, plan, gate)),
      ),
  )
