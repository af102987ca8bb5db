'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { eventMarks } from '@/components/charts/event-marks'
import { ChangeList } from '@/components/data/change-list'
import { HistoryPanel } from '@/components/data/history-panel'
import { useTimeRange } from '@/components/data/use-time-range'
import { useClock } from '@/components/ui/clock-provider'
import { Segmented } from '@/components/ui/segmented'
import type { ChartThreshold } from '@/lib/charts/prepare-series'
import { eventsQuery } from '@/lib/events/queries'
import { groupHistoryQuery } from '@/lib/groups/queries'
import type { HistoryAnswer } from '@/lib/history/schema'

const views = ['messages', 'time', 'flow'] as const
const options = [
  { value: 'messages', label: 'Messages' },
  { value: 'time', label: 'In time' },
  { value: 'flow', label: 'In and out' },
] as const
type View = (typeof views)[number]

const notes = {
  messages: 'messages',
  time: 'seconds, estimated',
  flow: 'records per second',
}
const labels = { lagSeconds: 'lag in time', produced: 'in', consumed: 'out' }

/** The guide's two levels of consumer lag. */
const lagThresholds: ChartThreshold[] = [
  { value: 100_000, label: '100k critical', tone: 'critical' },
  { value: 10_000, label: '10k warning', tone: 'warning' },
]

/** Lines beside the total; more cannot be told apart. */
const MOST_TOPICS = 7
const clusterKinds = 'broker_lost,broker_back,controller_change,outage_began,outage_ended'

/** The series of one view: the total with its worst topics (only when there are several). */
export const seriesOfView = (answer: HistoryAnswer | undefined, view: View): Set<string> => {
  const unit = { messages: 'messages', time: 'seconds', flow: 'records_per_second' }[view]
  const keys = (answer?.series ?? []).filter((one) => one.unit === unit).map((one) => one.key)
  const topics = keys.filter((key) => key !== 'total')
  if (view !== 'messages') return new Set(keys)
  return new Set(topics.length > 1 ? ['total', ...topics.slice(0, MOST_TOPICS)] : ['total'])
}

/** Lag over time with its thresholds, and on the same axis what changed in the group and cluster. */
export const GroupHistory = ({ clusterId, groupId }: { clusterId: string; groupId: string }) => {
  const { range, sliding } = useTimeRange()
  const [view, setView] = useQueryState(
    'chart',
    parseAsStringLiteral(views).withDefault('messages').withOptions({ history: 'push' }),
  )
  const shared = { placeholderData: keepPreviousData, meta: { still: !sliding } }
  const query = useQuery({
    ...groupHistoryQuery(clusterId, groupId, { ...range, points: 300 }),
    ...shared,
  })
  const own = useQuery({ ...eventsQuery(clusterId, { group: groupId, ...range }), ...shared })
  const around = useQuery({
    ...eventsQuery(clusterId, { kind: clusterKinds, ...range }),
    ...shared,
  })
  const zone = useClock((_, name) => name)
  const minute = useClock((now) => Math.floor(now / 60_000) * 60_000)
  const seen = [...(own.data?.data.items ?? []), ...(around.data?.data.items ?? [])]
  const events = [...new Map(seen.map((event) => [event.id, event])).values()].sort(
    (a, b) => Date.parse(b.to) - Date.parse(a.to),
  )
  const keys = seriesOfView(query.data?.data, view)
  return (
    <HistoryPanel
      title={view === 'flow' ? 'In and out' : 'Lag'}
      note={notes[view]}
      query={query}
      thresholds={view === 'messages' ? lagThresholds : undefined}
      labels={labels}
      marks={eventMarks(events, minute, zone)}
      select={(key) => keys.has(key)}
      actions={
        <Segmented label="What is drawn" value={view} options={options} onChange={setView} />
      }
    >
      <ChangeList events={events} />
    </HistoryPanel>
  )
}
