import type { ClusterConfig } from '../config/schema.ts'
import type { Context, Live } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import type { Answer, Warning } from '../http/schema.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import { isoOf } from '../times.ts'
import { isBlind } from './freshness.ts'
import { warningsOf } from './warnings.ts'

/** A cluster as a service finds it: its settings, what is known, and what the answer must warn of. */
export type OpenCluster = {
  config: ClusterConfig
  live: Live
  record: LiveRecord
  /** No status of it may be told (`isBlind`). */
  blind: boolean
  warnings: Warning[]
}

/** The settings of a cluster; throws `not_found`. */
export function clusterConfig(ctx: Context, clusterId: string): ClusterConfig {
  const config = ctx.settings.clusters.find((one) => one.id === clusterId)
  if (!config) throw notFound('cluster', clusterId)
  return config
}

/** Why nothing at all is known of a cluster, in one sentence. */
export function nothingKnown(config: ClusterConfig, live: Live): string {
  return live.unreachable === null
    ? `${config.name} has not been observed yet; the first poll is under way`
    : `${config.name} cannot be reached: ${live.unreachable.reason}`
}

/**
 * Opens a cluster for a read. Throws `not_found`, and `kafka_unavailable` when it was never observed:
 * an empty list would say that there is nothing.
 */
export async function openCluster(ctx: Context, clusterId: string): Promise<OpenCluster> {
  const config = clusterConfig(ctx, clusterId)
  return opened(ctx, config, await ctx.live(clusterId))
}

/** The same for what was already read. */
export function opened(ctx: Context, config: ClusterConfig, live: Live): OpenCluster {
  const { record, databaseAway, unreachable } = live
  if (record === null) throw new AppError('kafka_unavailable', nothingKnown(config, live))
  const now = ctx.now()
  return {
    config,
    live,
    record,
    blind: isBlind(record, now),
    warnings: warningsOf({ record, databaseAway, unreachable, now }),
  }
}

/** The envelope of every read: the time is the broker observation's, never the request's. */
export const answerOf = <T>(
  cluster: Pick<OpenCluster, 'record' | 'warnings'>,
  data: T,
): Answer<T> => ({
  data,
  observedAt: isoOf(cluster.record.snapshot.observedAt),
  warnings: cluster.warnings,
})
