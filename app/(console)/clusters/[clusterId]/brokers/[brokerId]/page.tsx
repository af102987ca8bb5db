import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Seeded } from '@/app/(console)/seeded'
import { BrokerView } from '@/components/brokers/broker-view'
import { brokerQuery } from '@/lib/brokers/queries'
import { getBroker } from '@/lib/brokers/service'
import { seed } from '@/lib/http/page'
import { nameFromPage } from '@/lib/paths'

type Props = { params: Promise<{ clusterId: string; brokerId: string }> }

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: `Broker ${(await params).brokerId}`,
})

const BrokerPage = async ({ params }: Props) => {
  const { clusterId, brokerId } = await params
  if (!/^\d{1,10}$/.test(brokerId)) notFound()
  const names = { clusterId: nameFromPage(clusterId), brokerId: Number(brokerId) }
  const query = brokerQuery(names.clusterId, names.brokerId)
  return (
    <Seeded seeds={(ctx) => [seed(query, () => getBroker(ctx, names))]}>
      <BrokerView {...names} />
    </Seeded>
  )
}

export default BrokerPage
