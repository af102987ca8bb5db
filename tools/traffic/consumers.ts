import { setTimeout as sleep } from 'node:timers/promises'
import type { MessageClient } from '../../lib/kafka/message-plane/client.ts'
import { type Gate, keepGoing } from './gate.ts'
import type { GroupPlan } from './plan.ts'

/** Works a batch off in slices at the member's own rate, committing as it goes. */
const member = async (
  client: MessageClient,
  plan: GroupPlan,
  gate: Gate,
  stopAfter?: number,
): Promise<void> => {
  const consumer = client.consumer({
    groupId: plan.group,
    sessionTimeout: 30_000,
    heartbeatInterval: 3000,
    maxWaitTimeInMs: 1000,
    maxBytesPerPartition: 65_536,
    allowAutoTopicCreation: false,
  })
  let read = 0
  let stopped: () => void = () => {}
  const done = new Promise<void>((resolve) => {
    stopped = resolve
  })
  consumer.on(consumer.events.CRASH, () => stopped())
  await consumer.connect()
  try {
    await consumer.subscribe({ topics: [plan.topic], fromBeginning: true })
    await consumer.run({
      autoCommitInterval: 2000,
      eachBatchAutoResolve: false,
      eachBatch: async ({
        batch,
        resolveOffset,
        heartbeat,
        commitOffsetsIfNecessary,
        isRunning,
        isStale,
      }) => {
        const slice = plan.recordsPerSecond ?? batch.messages.length
        for (let i = 0; i < batch.messages.length; i += slice) {
          await gate.pass(heartbeat)
          if (!isRunning() || isStale() || gate.ended) return
          const last = batch.messages[Math.min(i + slice, batch.messages.length) - 1]
          if (last) resolveOffset(last.offset)
          read += slice
          await commitOffsetsIfNecessary()
          await heartbeat()
          if (plan.recordsPerSecond) await sleep(1000)
          if (stopAfter !== undefined && read >= stopAfter) {
            stopped()
            return
          }
        }
      },
    })
    const ended = setInterval(() => gate.ended && stopped(), 200)
    await done
    clearInterval(ended)
  } finally {
    await consumer.disconnect().catch(() => {})
  }
}

/** Every member of every group, each under its own client id, until traffic ends. */
export const consumeAll = (
  clientOf: (clientId: string) => MessageClient,
  plans: GroupPlan[],
  gate: Gate,
): Promise<unknown> =>
  Promise.all(
    plans.flatMap((plan) =>
      Array.from({ length: plan.members }, (_, i) => {
        const clientId = `${plan.group}-${i + 1}`
        const client = clientOf(clientId)
        return keepGoing(clientId, gate, () => member(client, plan, gate))
      }),
    ),
  )

/** Reads `records`, commits, leaves: the group stays behind with what comes after. */
export const consumeOnce = (
  client: MessageClient,
  plan: GroupPlan,
  gate: Gate,
  records: number,
): Promise<void> => member(client, plan, gate, records)
