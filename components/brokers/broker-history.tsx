'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { eventMarks } from '@/components/charts/event-marks'
import { ChangeList } from '@/components/data/change-list'
import { HistoryPanel } from '@/components/data/history-panel'
import { useTimeRange } from '@/components/data/use-time-range'
import { useClock } from '@/components/ui/clock-provider'
import { brokerHistoryQuery } from '@/lib/brokers/queries'
import { eventsQuery } from '@/lib/events/queries'
import { DISK_WARNING, P99_WARNING_MS } from './broker-words'

const labels = { p99: 'Produce p99', roundTrip: 'round trip' }

/** A log dir's series is named by its path alone. */
const dirLabels = (keys: string[]): Record<string, string> =>
  Object.fromEntries(
    keys.filter((key) => key.startsWith('dir:')).map((key) => [key, key.slice('dir:'.length)]),
  )

/** Disk by log dir and latency over time, with what changed on the broker. */
export const BrokerHistory = ({ clusterId, brokerId }: { clusterId: string; brokerId: number }) => {
  const { range, sliding } = useTimeRange()
  const shared = { placeholderData: keepPreviousData, meta: { still: !sliding } }
  const query = useQuery({
    ...brokerHistoryQuery(clusterId, brokerId, { ...range, points: 300 }),
    ...shared,
  })
  const changes = useQuery({ ...eventsQuery(clusterId, { broker: brokerId, ...range }), ...shared })
  const zone = useClock((_, zoneName) => zoneName)
  const minute = useClock((now) => Math.floor(now / 60_000) * 60_000)
  const events = changes.data?.data.items ?? []
  const marks = eventMarks(events, minute, zone)
  const keys = query.data?.data.series.map((one) => one.key) ?? []
  return (
    <div className="mb-4.5 grid items-start gap-4.5 xl:grid-cols-2">
      <HistoryPanel
        title="Disk"
        note="percent used"
        query={query}
        height={190}
        thresholds={[{ value: DISK_WARNING, label: '75 % warning', tone: 'warning' }]}
        labels={dirLabels(keys)}
        select={(key) => key.startsWith('dir:')}
        marks={marks}
      >
        <ChangeList events={events} />
      </HistoryPanel>
      <HistoryPanel
        title="Latency"
        note="milliseconds"
        query={query}
        height={190}
        thresholds={[{ value: P99_WARNING_MS, label: '100 ms warning', tone: 'warning' }]}
        labels={labels}
        select={(key) => key === 'p99' || key === 'roundTrip'}
        marks={marks}
      />
    </div>
  )
}
