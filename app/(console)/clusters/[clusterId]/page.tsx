import { ClusterView } from '@/components/clusters/cluster-view'
import { EventPanel } from '@/components/events/event-panel'

const ClusterPage = async ({ params }: { params: Promise<{ clusterId: string }> }) => {
  const { clusterId } = await params
  return <ClusterView clusterId={clusterId} aside={<EventPanel clusterId={clusterId} />} />
}

export default ClusterPage
