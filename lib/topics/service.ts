import { answerOf, openCluster } from '../clusters/open.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { indexSnapshot } from '../groups/snapshot-index.ts'
import type { ClusterParams } from '../http/input.ts'
import { type ListSpec, listPage } from '../http/list.ts'
import type { Answer, Page } from '../http/schema.ts'
import { topicDetail } from './detail.ts'
import type { TopicListQuery } from './input.ts'
import { topicItems } from './items.ts'
import { NO_WRITE } from './rules.ts'
import type { TopicDetail, TopicItem } from './schema.ts'

const LIST: ListSpec<TopicItem> = {
  search: (topic) => [topic.name],
  key: (topic) => topic.name,
  defaultSort: 'name',
  sorts: {
    name: (topic) => topic.name,
    partitions: (topic) => topic.partitions,
    replicationFactor: (topic) => topic.replicationFactor,
    underReplicated: (topic) => topic.underReplicated,
    offline: (topic) => topic.offline,
    recordsPerSecond: (topic) => topic.recordsPerSecond,
    sizeBytes: (topic) => topic.sizeBytes,
    // -1 is "for ever": longer than any number.
    retentionMs: (topic) => (topic.retentionMs === -1 ? Number.MAX_VALUE : topic.retentionMs),
    cleanupPolicy: (topic) => topic.cleanupPolicy,
    lastWriteAt: (topic) => (topic.lastWriteAt === NO_WRITE ? '' : topic.lastWriteAt),
    groups: (topic) => topic.groups,
    worstLagMessages: (topic) => topic.worstLagMessages,
  },
}

const isBad = (topic: TopicItem): boolean =>
  topic.offline > 0 || topic.underReplicated > 0 || (topic.underMinIsr ?? 0) > 0

const hasPolicy = (topic: TopicItem, wanted: string[]): boolean => {
  const own = topic.cleanupPolicy?.split(',').map((word) => word.trim()) ?? []
  return wanted.every((policy) => own.includes(policy))
}

/** Topics that match, one page. */
export async function listTopics(
  ctx: Context,
  input: ClusterParams & TopicListQuery,
): Promise<Answer<Page<TopicItem>>> {
  const cluster = await openCluster(ctx, input.clusterId)
  const keep = (topic: TopicItem): boolean =>
    (input.internal === undefined || topic.internal === input.internal) &&
    (!input.onlyBad || isBad(topic)) &&
    (input.policy === undefined || hasPolicy(topic, input.policy))
  const items = topicItems(cluster.record, cluster.blind)
  return answerOf(cluster, listPage(items, input, LIST, keep))
}

/** One topic, with its configuration asked of a broker now (at most 2 s). Throws `not_found`. */
export async function getTopic(
  ctx: Context,
  input: ClusterParams & { topicName: string },
): Promise<Answer<TopicDetail>> {
  const cluster = await openCluster(ctx, input.clusterId)
  const topic = indexSnapshot(cluster.record.snapshot).topics.get(input.topicName)
  if (!topic) throw notFound('topic', input.topicName)
  const configs = await ctx.kafka(input.clusterId).topicConfigs(topic.name, ctx.left())
  return answerOf(cluster, topicDetail(cluster.record, cluster.blind, topic, configs))
}
