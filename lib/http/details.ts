import type { DetailReads } from '../context.ts'
import type { Outcome } from '../kafka/errors.ts'
import type { Gateway } from '../kafka/gateway.ts'
import type { Observed } from '../snapshot/schema.ts'
import { plainText } from '../topics/documentation.ts'
import type { TopicConfig } from '../topics/schema.ts'

const REMEMBERED_MS = 5_000
const MOST_REMEMBERED = 500

type Asked = { at: number; outcome: Promise<Outcome<unknown>>; answeredAt: number | null }
export type DetailResult = 'hit' | 'ask' | 'fail'

/** The outcome, or that it did not come in time; the question goes on for whoever asks next. */
async function inTime<T>(work: Promise<Outcome<T>>, ms: number): Promise<Outcome<T>> {
  const { promise, resolve } = Promise.withResolvers<Outcome<T>>()
  const message = 'did not answer within 2 s'
  const late: Outcome<T> = { ok: false, failure: { code: 'timeout', message } }
  const timer = setTimeout(() => resolve(late), Math.max(0, ms))
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Configurations with their documentation as plain text, made once for all who look. */
async function configsOf(
  gateway: Pick<Gateway, 'describeTopicConfigs'>,
  topic: string,
): Promise<Outcome<TopicConfig[]>> {
  const outcome = await gateway.describeTopicConfigs(topic)
  if (!outcome.ok) return outcome
  const value = outcome.value.map((entry) => ({
    ...entry,
    documentation: entry.documentation === null ? null : plainText(entry.documentation),
  }))
  return { ok: true, value }
}

/**
 * Live reads of one open thing. However many look at it, a broker is asked once in five seconds; each
 * who looks waits only as long as the own request may. `count` is told what became of each read.
 */
export function createDetailReads(
  gateway: Pick<Gateway, 'describeTopicConfigs' | 'describeGroup'>,
  now: () => number,
  count: (result: DetailResult) => void,
): DetailReads {
  const asked = new Map<string, Asked>()

  function ask<T>(key: string, question: () => Promise<Outcome<T>>): Asked {
    const known = asked.get(key)
    if (known && now() - known.at < REMEMBERED_MS) {
      count('hit')
      return known
    }
    count('ask')
    const fresh: Asked = { at: now(), outcome: question(), answeredAt: null }
    fresh.outcome.then(() => {
      fresh.answeredAt = now()
    })
    asked.delete(key)
    asked.set(key, fresh)
    const oldest = asked.keys().next().value
    if (asked.size > MOST_REMEMBERED && oldest !== undefined) asked.delete(oldest)
    return fresh
  }

  async function read<T>(
    key: string,
    question: () => Promise<Outcome<T>>,
    deadlineMs: number,
  ): Promise<Observed<T>> {
    const known = ask(key, question)
    const outcome = await inTime(known.outcome as Promise<Outcome<T>>, deadlineMs)
    if (outcome.ok) {
      const observedAt = known.answeredAt ?? now()
      return { value: outcome.value, observedAt, reason: null, last: null }
    }
    count('fail')
    return { value: null, observedAt: null, reason: outcome.failure.message, last: null }
  }

  return {
    describeGroup: (group, deadlineMs) =>
      read(`group ${group.type} ${group.id}`, () => gateway.describeGroup(group), deadlineMs),
    topicConfigs: (topic, deadlineMs) =>
      read(`topic ${topic}`, () => configsOf(gateway, topic), deadlineMs),
  }
}
