import type { Context, Live } from '../context.ts'
import type { ClusterParams, ListQuery } from '../http/input.ts'
import { type ListSpec, listPage } from '../http/list.ts'
import type { Answer, Page, Warning } from '../http/schema.ts'
import { isoOf } from '../times.ts'
import { clusterDetail, clusterItem } from './items.ts'
import { clusterConfig, nothingKnown } from './open.ts'
import type { CheckStatus, ClusterDetail, ClusterItem } from './schema.ts'
import { warningsOf } from './warnings.ts'

const SEVERITY: Record<CheckStatus, number> = {
  critical: 5,
  unknown: 4,
  warning: 3,
  pending: 2,
  not_measured: 1,
  ok: 0,
}

const LIST: ListSpec<ClusterItem> = {
  search: (cluster) => [cluster.id, cluster.name, cluster.environment],
  key: (cluster) => cluster.name,
  defaultSort: '-status',
  sorts: {
    id: (cluster) => cluster.id,
    name: (cluster) => cluster.name,
    environment: (cluster) => cluster.environment,
    status: (cluster) => SEVERITY[cluster.status],
    brokersUp: (cluster) => cluster.brokersUp,
    totalLagMessages: (cluster) => cluster.totalLagMessages,
    groups: (cluster) => cluster.groups,
    topics: (cluster) => cluster.topics,
  },
}

/** What makes the answer about one cluster less than it looks, seen or never seen. */
function warningsAbout(ctx: Context, clusterId: string, live: Live): Warning[] {
  const { record, databaseAway, unreachable } = live
  if (record) return warningsOf({ record, databaseAway, unreachable, now: ctx.now() })
  const message = nothingKnown(clusterConfig(ctx, clusterId), live)
  return [{ code: unreachable ? 'cluster_unreachable' : 'not_observed_yet', message, scope: {} }]
}

/** Every configured cluster, those never seen too, side by side: the slowest costs 2 s at most. */
export async function listClusters(
  ctx: Context,
  input: ListQuery,
): Promise<Answer<Page<ClusterItem>>> {
  const clusters = await Promise.all(
    ctx.settings.clusters.map(async (config) => {
      const live = await ctx.live(config.id)
      const warnings = warningsAbout(ctx, config.id, live).map((one) => ({
        ...one,
        scope: { ...one.scope, cluster: config.id },
      }))
      return { item: clusterItem(config, live, ctx.now()), live, warnings }
    }),
  )
  const seen = clusters.flatMap(({ live }) => live.record?.snapshot.observedAt ?? [])
  return {
    data: listPage(
      clusters.map(({ item }) => item),
      input,
      LIST,
    ),
    // The oldest of them: nothing on the page is older than it says.
    observedAt: seen.length === 0 ? null : isoOf(Math.min(...seen)),
    warnings: clusters.flatMap(({ warnings }) => warnings),
  }
}

const answered = (ctx: Context, clusterId: string, live: Live): Answer<ClusterDetail> => ({
  data: clusterDetail(clusterConfig(ctx, clusterId), live, ctx.now()),
  observedAt: isoOf(live.record?.snapshot.observedAt),
  warnings: warningsAbout(ctx, clusterId, live),
})

/** One cluster. One never seen is answered too, all unknown, and says why. Throws `not_found`. */
export async function getCluster(
  ctx: Context,
  input: ClusterParams,
): Promise<Answer<ClusterDetail>> {
  clusterConfig(ctx, input.clusterId)
  return answered(ctx, input.clusterId, await ctx.live(input.clusterId))
}

/** The same after a poll made now, or at most 2 s of it: what is known by then. */
export async function refreshCluster(
  ctx: Context,
  input: ClusterParams,
): Promise<Answer<ClusterDetail>> {
  clusterConfig(ctx, input.clusterId)
  return answered(ctx, input.clusterId, await ctx.refresh(input.clusterId))
}
