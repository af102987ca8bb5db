'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { eventMarks } from '@/components/charts/event-marks'
import { ChangeList } from '@/components/data/change-list'
import { HistoryPanel } from '@/components/data/history-panel'
import { useTimeRange } from '@/components/data/use-time-range'
import { useClock } from '@/components/ui/clock-provider'
import { eventsQuery } from '@/lib/events/queries'
import { topicHistoryQuery } from '@/lib/topics/queries'

/** Records per second over time, and what changed in the topic on the same axis. */
export const TopicHistory = ({ clusterId, name }: { clusterId: string; name: string }) => {
  const { range, sliding } = useTimeRange()
  const shared = { placeholderData: keepPreviousData, meta: { still: !sliding } }
  const query = useQuery({
    ...topicHistoryQuery(clusterId, name, { ...range, points: 300 }),
    ...shared,
  })
  const changes = useQuery({ ...eventsQuery(clusterId, { topic: name, ...range }), ...shared })
  const zone = useClock((_, zoneName) => zoneName)
  const minute = useClock((now) => Math.floor(now / 60_000) * 60_000)
  const events = changes.data?.data.items ?? []
  return (
    <HistoryPanel
      title="Throughput"
      note="records per second, all partitions"
      query={query}
      labels={{ produced: 'in' }}
      marks={eventMarks(events, minute, zone)}
    >
      <ChangeList events={events} />
    </HistoryPanel>
  )
}
