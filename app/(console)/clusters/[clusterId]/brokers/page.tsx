import type { Metadata } from 'next'
import { BrokerList } from '@/components/brokers/broker-list'
import { nameFromPage } from '@/lib/paths'

export const metadata: Metadata = { title: 'Brokers' }

const BrokersPage = async ({ params }: { params: Promise<{ clusterId: string }> }) => {
  const { clusterId } = await params
  return <BrokerList clusterId={nameFromPage(clusterId)} />
}

export default BrokersPage
