'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { eventMarks } from '@/components/charts/event-marks'
import { HistoryPanel } from '@/components/data/history-panel'
import { useTimeRange } from '@/components/data/use-time-range'
import { useClock } from '@/components/ui/clock-provider'
import type { ChartSpan, ChartThreshold } from '@/lib/charts/prepare-series'
import { type ClusterMetric, clusterHistoryQuery } from '@/lib/clusters/queries'
import type { Check } from '@/lib/clusters/schema'
import { eventParams } from '@/lib/events/event-params'
import { joinedEvents } from '@/lib/events/join-events'
import { eventsQuery } from '@/lib/events/queries'
import { compact } from '@/lib/format'
import { millis } from '@/lib/format-time'

const POINTS = 240

const useClusterHistory = (clusterId: string, metric: ClusterMetric) => {
  const { range, sliding } = useTimeRange()
  return useQuery({
    ...clusterHistoryQuery(clusterId, { ...range, points: POINTS, metric }),
    placeholderData: keepPreviousData,
    meta: { still: !sliding },
  })
}

/** Lag of the eight worst groups and of all others together, with both levels of the check. */
export const LagChart = ({ clusterId, check }: { clusterId: string; check: Check | undefined }) => {
  const query = useClusterHistory(clusterId, 'lag')
  const { range } = useTimeRange()
  const { data } = useQuery(eventsQuery(clusterId, eventParams(range)))
  const minute = useClock((now) => Math.floor(now / 60_000) * 60_000)
  const zone = useClock((_, name) => name)
  return (
    <HistoryPanel
      title="Lag by group"
      note="messages"
      query={query}
      select={notTotal}
      thresholds={lagThresholds(check)}
      spans={firingSpan(check)}
      marks={eventMarks(joinedEvents(data?.data.items ?? []), minute, zone)}
      height={250}
    />
  )
}

/** Records written per second, from end offsets: it needs no JMX. */
export const RecordsChart = ({ clusterId }: { clusterId: string }) => (
  <HistoryPanel
    title="Records in by topic"
    note="per second, from log end offsets"
    query={useClusterHistory(clusterId, 'records')}
    select={notTotal}
  />
)

/** The sum of all would flatten the lines it is made of. */
const notTotal = (key: string): boolean => key !== 'total'

const lagThresholds = (check: Check | undefined): ChartThreshold[] =>
  (['critical', 'warning'] as const).flatMap((tone) => {
    const value = check?.[tone]
    return value === null || value === undefined
      ? []
      : [{ value, label: `${compact(value)} ${tone}`, tone }]
  })

/** Since when the check is critical, to the right edge. */
const firingSpan = (check: Check | undefined): ChartSpan[] => {
  const from = check?.status === 'critical' ? millis(check.since) : null
  return from === null ? [] : [{ from, to: Number.MAX_SAFE_INTEGER, label: 'critical' }]
}
