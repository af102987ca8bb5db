import type { Column } from '@/components/data/column'
import { Ago } from '@/components/ui/ago'
import { Badge } from '@/components/ui/badge'
import { StatusMark } from '@/components/ui/status-mark'
import { UnknownValue } from '@/components/ui/unknown-value'
import type { BrokerItem } from '@/lib/brokers/schema'
import { count, milliseconds } from '@/lib/format'
import { brokerState, P99_WARNING_MS, skewPercent } from './broker-words'
import { DiskCell } from './disk-cell'

/** A count with its distance from the mean of all brokers, when that is 10 % or more. */
const Share = ({ value, all }: { value: number | null; all: (number | null)[] }) => {
  if (value === null) return <UnknownValue reason="the cluster’s metadata is not known" />
  const skew = skewPercent(value, all)
  return (
    <>
      {skew === null ? null : (
        <span className="mr-2 text-xs text-ink-3" data-tip="Distance from the mean of all brokers">
          {skew > 0 ? '+' : '−'}
          {Math.abs(skew)}&nbsp;%
        </span>
      )}
      {count(value)}
    </>
  )
}

/** p99 of Produce with its source, or why there is none. */
export const P99 = ({ broker }: { broker: BrokerItem }) =>
  broker.requestP99Ms === null ? (
    <UnknownValue reason={broker.requestP99Reason ?? 'not measured: add a metrics endpoint'} />
  ) : (
    <span
      className={broker.requestP99Ms > P99_WARNING_MS ? 'font-semibold text-warning' : undefined}
      data-tip={`Produce, total time, by ${broker.requestP99Source ?? 'metrics'}`}
    >
      {milliseconds(broker.requestP99Ms)}
    </span>
  )

export const RoundTrip = ({ broker }: { broker: BrokerItem }) =>
  broker.roundTripMs === null ? (
    <UnknownValue reason={broker.failure ?? 'it did not answer in the last poll'} />
  ) : (
    milliseconds(broker.roundTripMs)
  )

export const BrokerState = ({ broker }: { broker: BrokerItem }) => {
  const { status, words } = brokerState(broker)
  return (
    <span data-tip={broker.failure ?? undefined}>
      <StatusMark status={status} word={words} />
    </span>
  )
}

/** The columns of the brokers list; `all` are the brokers that a skew is measured against. */
export const brokerColumns = (all: readonly BrokerItem[]): Column<BrokerItem>[] => [
  {
    key: 'id',
    header: 'Broker',
    sort: 'id',
    card: 'title',
    cell: (broker) => (
      <span className="whitespace-nowrap">
        {broker.id}
        <span className="mono ml-2 font-normal text-ink-3 md:max-xl:hidden">
          {broker.host}:{broker.port}
        </span>
      </span>
    ),
  },
  {
    key: 'state',
    header: 'State',
    card: 'state',
    cell: (broker) => (
      <span className="inline-flex items-center gap-2">
        <BrokerState broker={broker} />
        {broker.failingSince ? (
          <span className="text-xs whitespace-nowrap text-ink-3">
            <Ago at={broker.failingSince} form="bare" />
          </span>
        ) : null}
      </span>
    ),
  },
  {
    key: 'rack',
    from: 'lg',
    header: 'Rack, role',
    sort: 'rack',
    card: 'line',
    cell: (broker) => (
      <span className="inline-flex items-center gap-2 whitespace-nowrap">
        {broker.rack ?? <span className="text-ink-3">no rack</span>}
        {broker.isController ? <Badge>controller</Badge> : null}
      </span>
    ),
  },
  {
    key: 'leaders',
    header: 'Leaders',
    sort: 'leaders',
    tip: 'Partitions it leads, and the distance from the mean of all brokers',
    align: 'right',
    card: 'line',
    cardLabel: 'leads',
    cell: (broker) => <Share value={broker.leaders} all={all.map((one) => one.leaders)} />,
  },
  {
    key: 'replicas',
    from: 'lg',
    header: 'Replicas',
    sort: 'replicas',
    align: 'right',
    cell: (broker) => <Share value={broker.replicas} all={all.map((one) => one.replicas)} />,
  },
  {
    key: 'disk',
    header: 'Disk',
    sort: 'diskUsedPercent',
    tip: 'Its fullest log dir, with the 75 % line',
    card: 'line',
    cell: (broker) => <DiskCell broker={broker} />,
  },
  {
    key: 'p99',
    header: 'Produce p99',
    sort: 'requestP99Ms',
    align: 'right',
    card: 'line',
    cardLabel: 'p99',
    cell: (broker) => <P99 broker={broker} />,
  },
  {
    key: 'roundTrip',
    from: 'xl',
    header: 'Round trip',
    sort: 'roundTripMs',
    tip: 'Measured by Highwater’s own requests to it',
    align: 'right',
    cell: (broker) => <RoundTrip broker={broker} />,
  },
]
