import type { Metadata } from 'next'
import { FleetView } from '@/components/clusters/fleet-view'

export const metadata: Metadata = { title: 'Clusters' }

const ClustersPage = () => <FleetView />

export default ClustersPage
