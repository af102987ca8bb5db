import { answerOf, openCluster } from '../clusters/open.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import type { ClusterParams } from '../http/input.ts'
import { type ListSpec, listPage } from '../http/list.ts'
import type { Answer, Page } from '../http/schema.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import { groupDetail } from './detail.ts'
import { hurt } from './hurt.ts'
import type { GroupListQuery } from './input.ts'
import { groupItems } from './items.ts'
import type { GroupDetail, GroupItem } from './schema.ts'
import { indexSnapshot, isDown } from './snapshot-index.ts'

const SEVERITY: Record<GroupItem['status'], number> = {
  critical: 5,
  unknown: 4,
  warning: 3,
  pending: 2,
  not_measured: 1,
  ok: 0,
}

const LIST: ListSpec<GroupItem> = {
  search: (group) => [group.id, ...group.topics],
  key: (group) => group.id,
  defaultSort: '-lagMessages',
  sorts: {
    hurt,
    id: (group) => group.id,
    type: (group) => group.type,
    state: (group) => group.state,
    status: (group) => SEVERITY[group.status],
    members: (group) => group.members,
    idleMembers: (group) => group.idleMembers,
    topics: (group) => group.topics.length,
    lagMessages: (group) => group.lagMessages,
    lagSeconds: (group) => group.lagSeconds,
    producedPerSecond: (group) => group.producedPerSecond,
    consumedPerSecond: (group) => group.consumedPerSecond,
    trend: (group) => (group.trend === 'unknown' ? null : group.trend),
    drainSeconds: (group) => group.drainSeconds,
    retentionSeconds: (group) => group.retentionSeconds,
  },
}

const isInternal = (record: LiveRecord, group: GroupItem): boolean => {
  const { topics } = indexSnapshot(record.snapshot)
  return group.topics.length > 0 && group.topics.every((name) => topics.get(name)?.internal)
}

const one = <T>(wanted: readonly T[] | undefined, value: T): boolean =>
  wanted === undefined || wanted.includes(value)

/** Groups that match, one page. A group without a known lag never matches `minLag`. */
export async function listGroups(
  ctx: Context,
  input: ClusterParams & GroupListQuery,
): Promise<Answer<Page<GroupItem>>> {
  const cluster = await openCluster(ctx, input.clusterId)
  const items = groupItems(cluster.record, cluster.blind)
  const keep = (group: GroupItem): boolean =>
    one(input.state, group.state) &&
    one(input.type, group.type) &&
    one(input.status, group.status) &&
    one(input.trend, group.trend) &&
    (input.minLag === undefined || (group.lagMessages ?? -1) >= input.minLag) &&
    (input.topic === undefined || group.topics.includes(input.topic)) &&
    !(input.hideInternal && isInternal(cluster.record, group))
  return answerOf(cluster, listPage(items, input, LIST, keep))
}

/**
 * One group. Its members are asked of the coordinator now, unless that is known to be down; when it
 * does not answer in time they are the last known ones, with their age. Throws `not_found`.
 */
export async function getGroup(
  ctx: Context,
  input: ClusterParams & { groupId: string },
): Promise<Answer<GroupDetail>> {
  const cluster = await openCluster(ctx, input.clusterId)
  const index = indexSnapshot(cluster.record.snapshot)
  const group = index.groups.get(input.groupId)
  if (!group) throw notFound('group', input.groupId)
  const { coordinator } = group
  const askable = coordinator === null || !isDown(index.brokers.get(coordinator))
  const now = askable ? await ctx.kafka(input.clusterId).describeGroup(group, ctx.left()) : null
  const description = now ?? {
    value: null,
    observedAt: null,
    reason: `broker ${coordinator}, its coordinator, does not answer`,
    last: null,
  }
  return answerOf(cluster, groupDetail(cluster.record, cluster.blind, group, description))
}
