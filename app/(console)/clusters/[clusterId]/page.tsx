import { ClusterView } from '@/components/clusters/cluster-view'
import { EventPanel } from '@/components/events/event-panel'
import { defaultRange, readableRange } from '@/lib/charts/time-range'
import { nameFromPage } from '@/lib/paths'
import { Seeded } from '../../seeded'
import { clusterSeeds } from './seeds'

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
  return (
    <Seeded seeds={clusterSeeds(clusterId, range)}>
      <ClusterView clusterId={clusterId} aside={<EventPanel clusterId={clusterId} />} />
    </Seeded>
  )
}

export default ClusterPage
