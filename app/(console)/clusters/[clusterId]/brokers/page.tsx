import type { Metadata } from 'next'
import { Seeded } from '@/app/(console)/seeded'
import { BrokerList } from '@/components/brokers/broker-list'
import { allBrokers, brokerListParams } from '@/components/brokers/broker-list-params'
import { listStateOf } from '@/components/data/list-state'
import { brokerListQuery } from '@/lib/brokers/input'
import { brokersQuery } from '@/lib/brokers/queries'
import { listBrokers } from '@/lib/brokers/service'
import { inputOf, seed } from '@/lib/http/page'
import { nameFromPage } from '@/lib/paths'

export const metadata: Metadata = { title: 'Brokers' }

type Props = {
  params: Promise<{ clusterId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const BrokersPage = async ({ params, searchParams }: Props) => {
  const clusterId = nameFromPage((await params).clusterId)
  const list = brokerListParams(listStateOf(await searchParams, 'id'))
  const wanted = [list, allBrokers].flatMap((one) => {
    const input = inputOf(brokerListQuery, one)
    return input ? [{ query: brokersQuery(clusterId, one), input: { clusterId, ...input } }] : []
  })
  return (
    <Seeded
      seeds={(ctx) => wanted.map((one) => seed(one.query, () => listBrokers(ctx, one.input)))}
    >
      <BrokerList clusterId={clusterId} />
    </Seeded>
  )
}

export default BrokersPage
