import { answerOf, type OpenCluster, openCluster } from '../clusters/open.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { diskRunways } from '../history/service.ts'
import type { ClusterParams, ListQuery } from '../http/input.ts'
import { type ListSpec, listPage } from '../http/list.ts'
import type { Answer, Page } from '../http/schema.ts'
import { brokerDetail } from './detail.ts'
import { brokerItem, findBroker } from './items.ts'
import type { BrokerDetail, BrokerItem } from './schema.ts'

const LIST: ListSpec<BrokerItem> = {
  search: (broker) => [String(broker.id), broker.host, broker.rack ?? ''],
  key: (broker) => broker.id,
  defaultSort: 'id',
  sorts: {
    id: (broker) => broker.id,
    host: (broker) => broker.host,
    rack: (broker) => broker.rack,
    reachable: (broker) => broker.reachable,
    leaders: (broker) => broker.leaders,
    replicas: (broker) => broker.replicas,
    outOfSync: (broker) => broker.outOfSync,
    diskUsedPercent: (broker) => broker.diskUsedPercent,
    diskUsedBytes: (broker) => broker.diskUsedBytes,
    requestP99Ms: (broker) => broker.requestP99Ms,
    roundTripMs: (broker) => broker.roundTripMs,
  },
}

const optionsOf = async (ctx: Context, cluster: OpenCluster) => ({
  measured: cluster.config.metrics !== null,
  runways: await diskRunways(ctx, cluster),
})

/** Brokers that match, one page. */
export async function listBrokers(
  ctx: Context,
  input: ClusterParams & ListQuery,
): Promise<Answer<Page<BrokerItem>>> {
  const cluster = await openCluster(ctx, input.clusterId)
  const options = await optionsOf(ctx, cluster)
  const items = cluster.record.snapshot.brokers.map((broker) =>
    brokerItem(cluster.record, broker, options),
  )
  return answerOf(cluster, listPage(items, input, LIST))
}

/** One broker. Throws `not_found`. */
export async function getBroker(
  ctx: Context,
  input: ClusterParams & { brokerId: number },
): Promise<Answer<BrokerDetail>> {
  const cluster = await openCluster(ctx, input.clusterId)
  const broker = findBroker(cluster.record, input.brokerId)
  if (!broker) throw notFound('broker', String(input.brokerId))
  return answerOf(cluster, brokerDetail(cluster.record, broker, await optionsOf(ctx, cluster)))
}
