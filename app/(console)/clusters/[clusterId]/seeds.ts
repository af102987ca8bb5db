import { brokersQuery } from '@/lib/brokers/queries'
import { listBrokers } from '@/lib/brokers/service'
import type { TimeRange } from '@/lib/charts/time-range'
import { clusterQuery } from '@/lib/clusters/queries'
import { getCluster } from '@/lib/clusters/service'
import type { Context } from '@/lib/context'
import { eventParams } from '@/lib/events/event-params'
import { eventsQuery } from '@/lib/events/queries'
import { listEvents } from '@/lib/events/service'
import { type Seed, seed } from '@/lib/http/page'

/** What the page of a cluster shows before any script runs; its charts come with the script. */
export const clusterSeeds =
  (clusterId: string, range: TimeRange) =>
  (ctx: Context): Seed[] => {
    const events = eventParams(range)
    return [
      seed(clusterQuery(clusterId), () => getCluster(ctx, { clusterId })),
      seed(brokersQuery(clusterId), () => listBrokers(ctx, { clusterId, format: 'json' })),
      seed(eventsQuery(clusterId, events), () => listEvents(ctx, { clusterId, ...events })),
    ]
  }
