import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BrokerView } from '@/components/brokers/broker-view'
import { nameFromPage } from '@/lib/paths'

type Props = { params: Promise<{ clusterId: string; brokerId: string }> }

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: `Broker ${(await params).brokerId}`,
})

const BrokerPage = async ({ params }: Props) => {
  const { clusterId, brokerId } = await params
  if (!/^\d{1,10}$/.test(brokerId)) notFound()
  return <BrokerView clusterId={nameFromPage(clusterId)} brokerId={Number(brokerId)} />
}

export default BrokerPage
