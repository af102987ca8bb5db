'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { QueryPanel } from '@/components/data/query-panel'
import { useTimeRange } from '@/components/data/use-time-range'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { eventParams } from '@/lib/events/event-params'
import { type EventListParams, eventsQuery } from '@/lib/events/queries'
import { EventList } from './event-list'

/** "What changed" of a cluster within the page's time range, or of one group, topic or broker of it. */
export const EventPanel = ({
  clusterId,
  params = {},
  title = 'What changed',
}: {
  clusterId: string
  params?: EventListParams
  title?: string
}) => {
  const { range, sliding } = useTimeRange()
  const query = useQuery({
    ...eventsQuery(clusterId, { ...eventParams(range), ...params }),
    placeholderData: keepPreviousData,
    meta: { still: !sliding },
  })
  return (
    <Panel title={title} note="as seen between two polls">
      <QueryPanel
        query={query}
        what="What changed"
        skeleton={<Skeleton className="h-28 w-full" />}
        empty={({ data, warnings }) => {
          const away = warnings.find((warning) => warning.code === 'history_unavailable')
          if (away) {
            return { kind: 'not_collected', title: 'History is not available', text: away.message }
          }
          return data.items.length === 0
            ? { kind: 'nothing_exists', title: 'Nothing has changed in this time' }
            : null
        }}
      >
        {({ data }) => <EventList clusterId={clusterId} events={data.items} />}
      </QueryPanel>
    </Panel>
  )
}
