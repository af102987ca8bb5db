import type { ConfigEntry } from '../kafka/control-plane/answers.ts'
import { failureOfCode } from '../kafka/errors.ts'
import { known, notKnown } from './observed.ts'
import type { TopicConfigs, TopicSnapshot } from './schema.ts'
import { note, reasonOf, type Taking } from './taking.ts'

const keys = [
  'cleanup.policy',
  'retention.ms',
  'retention.bytes',
  'min.insync.replicas',
  'segment.bytes',
  'segment.ms',
]
const UNKNOWN_TOPIC = 3
/** Kafka's config source "dynamic topic config": set on the topic itself. */
const SET_ON_TOPIC = 1

/** Shared by topics whose configs are equal, which nearly all are: a cluster has few distinct sets. */
function configsFrom(entries: ConfigEntry[], shared: Map<string, TopicConfigs>): TopicConfigs {
  const key = entries.map((e) => `${e.name}=${e.value}@${e.configSource}`).join('\n')
  const same = shared.get(key)
  if (same) return same
  const text = (name: string) => entries.find((e) => e.name === name)?.value ?? null
  const number = (name: string) => {
    const value = text(name)
    return value === null ? null : Number(value)
  }
  const configs: TopicConfigs = {
    cleanupPolicy: text('cleanup.policy'),
    retentionMs: number('retention.ms'),
    retentionBytes: number('retention.bytes'),
    minInsyncReplicas: number('min.insync.replicas'),
    segmentBytes: number('segment.bytes'),
    segmentMs: number('segment.ms'),
    overridden: entries
      .filter((e) => e.configSource === SET_ON_TOPIC)
      .map((e) => e.name)
      .sort(),
  }
  shared.set(key, configs)
  return configs
}

/** Deals the topics out to brokers: any of them can tell any topic's configs. */
function dealt(topics: TopicSnapshot[], nodes: number[]): [number, TopicSnapshot[]][] {
  const size = Math.ceil(topics.length / nodes.length)
  return nodes
    .map((node, i): [number, TopicSnapshot[]] => [node, topics.slice(i * size, (i + 1) * size)])
    .filter(([, share]) => share.length > 0)
}

/** Configs by named keys: of every topic when due, else of those never told (new ones). */
export async function readConfigs(taking: Taking, topics: TopicSnapshot[]): Promise<void> {
  const isNew = (t: TopicSnapshot) => t.configs.value === null && t.configs.reason === null
  const asked = taking.plan.configs ? topics : topics.filter(isNew)
  const nodes = taking.poll.nodes().filter((node) => taking.poll.isAnswering(node))
  if (asked.length === 0 || nodes.length === 0) return
  const shared = new Map<string, TopicConfigs>()
  await Promise.all(
    dealt(asked, nodes).map(async ([node, share]) => {
      const outcome = await taking.poll.topicConfigs(
        node,
        share.map((t) => t.name),
        keys,
      )
      if (!outcome.ok) {
        note(taking, 'DescribeConfigs', outcome.failure, { node })
        const reason = reasonOf(node, outcome.failure)
        for (const topic of share) topic.configs = notKnown(topic.configs, reason)
        return
      }
      const at = Date.now()
      const results = new Map(outcome.value.results.map((r) => [r.resourceName, r]))
      for (const topic of share) {
        const result = results.get(topic.name)
        // Made a moment ago and not known to this broker yet: asked again at the next poll.
        if (!result || result.errorCode === UNKNOWN_TOPIC) continue
        if (result.errorCode === 0) {
          topic.configs = known(configsFrom(result.configs, shared), at)
          continue
        }
        const failure = failureOfCode(result.errorCode, result.errorMessage)
        topic.configs = notKnown(topic.configs, reasonOf(node, failure))
        note(taking, 'DescribeConfigs', failure, { node, topic: topic.name })
      }
    }),
  )
}
