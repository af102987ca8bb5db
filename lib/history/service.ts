import { runwaysOf } from '../brokers/runway.ts'
import { answerOf, type OpenCluster, openCluster } from '../clusters/open.ts'
import type { Context } from '../context.ts'
import { isDatabaseAway } from '../db/errors.ts'
import { answeredWithin } from '../deadline.ts'
import { AppError, notFound } from '../errors.ts'
import { indexSnapshot } from '../groups/snapshot-index.ts'
import type { ClusterParams, RangeQuery } from '../http/input.ts'
import type { Answer, Warning } from '../http/schema.ts'
import { resolveRange } from '../http/time-range.ts'
import { emptyAnswer } from './answer.ts'
import { brokerHistory, clusterHistory, groupHistory, topicHistory } from './read.ts'
import type { ClusterMetric } from './read-cluster.ts'
import type { HistoryAnswer, HistoryRange } from './schema.ts'

type Ranged = ClusterParams & RangeQuery
type Reader = (
  pool: ReturnType<Context['db']>,
  cluster: { clusterId: string; kafkaClusterId: string },
  range: HistoryRange,
) => Promise<HistoryAnswer>

export const HISTORY_AWAY: Warning = {
  code: 'history_unavailable',
  message: 'Postgres does not answer: no history, live values only',
  scope: {},
}

/** True for whatever means that there is no database to ask now, or none configured. */
export const isHistoryAway = (error: unknown): boolean =>
  isDatabaseAway(error) || (error instanceof AppError && error.code === 'database_unavailable')

const withAway = (warnings: Warning[]): Warning[] =>
  warnings.some(({ code }) => code === HISTORY_AWAY.code) ? warnings : [...warnings, HISTORY_AWAY]

/**
 * Reads a history within what is left of the request's 2 s. Without Postgres the answer is empty, with
 * one gap that says so and a warning: the live values beside it still show.
 */
async function read(
  ctx: Context,
  cluster: OpenCluster,
  range: HistoryRange,
  reader: Reader,
): Promise<Answer<HistoryAnswer>> {
  const { kafkaClusterId } = cluster.record.snapshot
  const nothing = (reason: string, warnings: Warning[]) =>
    answerOf({ record: cluster.record, warnings }, emptyAnswer(range, reason))
  if (kafkaClusterId === null) {
    return nothing("Kafka's own cluster id is not known", cluster.warnings)
  }
  // A row that could not be read just now means that a query would only wait for the same silence.
  if (cluster.live.databaseAway) return nothing(HISTORY_AWAY.message, withAway(cluster.warnings))
  try {
    const subject = { clusterId: cluster.config.id, kafkaClusterId }
    const answer = await answeredWithin(reader(ctx.db(), subject, range), ctx.left())
    return answerOf(cluster, answer)
  } catch (error) {
    if (!isHistoryAway(error)) throw error
    return nothing(HISTORY_AWAY.message, withAway(cluster.warnings))
  }
}

/** Lag by group, records per second by topic, or disk by broker. */
export async function getClusterHistory(
  ctx: Context,
  input: Ranged & { metric: ClusterMetric },
): Promise<Answer<HistoryAnswer>> {
  const range = resolveRange(input, ctx.now())
  const cluster = await openCluster(ctx, input.clusterId)
  const { metric } = input
  return read(ctx, cluster, range, (pool, of, r) => clusterHistory(pool, { ...of, metric }, r))
}

/** A group that is gone still has a past; one that was never seen is `not_found`. */
export async function getGroupHistory(
  ctx: Context,
  input: Ranged & { groupId: string },
): Promise<Answer<HistoryAnswer>> {
  const range = resolveRange(input, ctx.now())
  const cluster = await openCluster(ctx, input.clusterId)
  const group = input.groupId
  const answer = await read(ctx, cluster, range, (pool, of, r) =>
    groupHistory(pool, { ...of, group }, r),
  )
  const listed = indexSnapshot(cluster.record.snapshot).groups.has(group)
  if (!listed && answer.data.series.length === 0) throw notFound('group', group)
  return answer
}

/** By name the topic of now: one deleted and created again under its name has a past of its own. */
export async function getTopicHistory(
  ctx: Context,
  input: Ranged & { topicName: string },
): Promise<Answer<HistoryAnswer>> {
  const range = resolveRange(input, ctx.now())
  const cluster = await openCluster(ctx, input.clusterId)
  const topic = indexSnapshot(cluster.record.snapshot).topics.get(input.topicName)
  if (!topic) throw notFound('topic', input.topicName)
  const topicId = topic.id
  return read(ctx, cluster, range, (pool, of, r) => topicHistory(pool, { ...of, topicId }, r))
}

/** A broker that left the cluster still has a past; one that was never seen is `not_found`. */
export async function getBrokerHistory(
  ctx: Context,
  input: Ranged & { brokerId: number },
): Promise<Answer<HistoryAnswer>> {
  const range = resolveRange(input, ctx.now())
  const cluster = await openCluster(ctx, input.clusterId)
  const { brokerId } = input
  const answer = await read(ctx, cluster, range, (pool, of, r) =>
    brokerHistory(pool, { ...of, brokerId }, r),
  )
  const listed = indexSnapshot(cluster.record.snapshot).brokers.has(brokerId)
  if (!listed && answer.data.series.length === 0) throw notFound('broker', String(brokerId))
  return answer
}

const RUNWAY_SPAN_MS = 24 * 3_600_000
const RUNWAY_EVERY_MS = 5 * 60_000
const RUNWAY_WAIT_MS = 300
const runways = new WeakMap<object, { at: number; reading: Promise<Map<number, number>> }>()

/**
 * Seconds until each broker's worst disk is full at the rate of the last day; read every five minutes
 * for a cluster. Empty without history or while it is slow: what it stands beside does not wait for it.
 */
export async function diskRunways(
  ctx: Context,
  cluster: OpenCluster,
): Promise<Map<number, number>> {
  const now = ctx.now()
  const shortly = (reading: Promise<Map<number, number>>) =>
    answeredWithin(reading, RUNWAY_WAIT_MS).catch(() => new Map<number, number>())
  const known = runways.get(cluster.config)
  if (known && now - known.at < RUNWAY_EVERY_MS) return shortly(known.reading)
  const range = { from: now - RUNWAY_SPAN_MS, to: now, points: 48 }
  const reading = read(ctx, cluster, range, (pool, of, r) =>
    clusterHistory(pool, { ...of, metric: 'disk' }, r),
  ).then(
    (answer) => runwaysOf(answer.data.series),
    () => new Map<number, number>(),
  )
  runways.set(cluster.config, { at: now, reading })
  return shortly(reading)
}
