import { ClusterView } from '@/components/clusters/cluster-view'
import { EventPanel } from '@/components/events/event-panel'
import { eventParams } from '@/components/events/event-params'
import { brokersQuery } from '@/lib/brokers/queries'
import { listBrokers } from '@/lib/brokers/service'
import { defaultRange, readableRange } from '@/lib/charts/time-range'
import { clusterQuery } from '@/lib/clusters/queries'
import { getCluster } from '@/lib/clusters/service'
import { eventsQuery } from '@/lib/events/queries'
import { listEvents } from '@/lib/events/service'
import { seed } from '@/lib/http/page'
import { nameFromPage } from '@/lib/paths'
import { Seeded } from '../../seeded'

type Props = {
  params: Promise<{ clusterId: string }>
  searchParams: Promise<{ from?: string; to?: string }>
}

export const generateMetadata = async ({ params }: Props) => ({
  title: nameFromPage((await params).clusterId),
})

const ClusterPage = async ({ params, searchParams }: Props) => {
  const clusterId = nameFromPage((await params).clusterId)
  const range = readableRange({ ...defaultRange, ...(await searchParams) }, Date.now())
  const events = eventParams(range)
  const list = { clusterId, format: 'json' as const }
  return (
    <Seeded
      seeds={(ctx) => [
        seed(clusterQuery(clusterId), () => getCluster(ctx, { clusterId })),
        seed(brokersQuery(clusterId), () => listBrokers(ctx, list)),
        seed(eventsQuery(clusterId, events), () => listEvents(ctx, { clusterId, ...events })),
      ]}
    >
      <ClusterView clusterId={clusterId} aside={<EventPanel clusterId={clusterId} />} />
    </Seeded>
  )
}

export default ClusterPage
