'use client'
import Link from 'next/link'
import { parseAsStringLiteral, useQueryStates } from 'nuqs'
import { DataTable } from '@/components/data/data-table'
import { EmptyNote } from '@/components/data/empty-note'
import { Button } from '@/components/ui/button'
import { FilterToggle } from '@/components/ui/filter-toggle'
import { Panel } from '@/components/ui/panel'
import { WaterlineLegend } from '@/components/waterline/waterline-legend'
import { sharedScale } from '@/lib/charts/prepare-waterline'
import { lagSumWords } from '@/lib/charts/waterline-words'
import { count, plural } from '@/lib/format'
import type { GroupDetail, GroupPartition } from '@/lib/groups/schema'
import { paths } from '@/lib/paths'
import { partitionColumns } from './partition-columns'
import { isBad, nearestToLoss, partitionsByTopic, unfolded } from './partition-rows'

const parsers = {
  partitions: parseAsStringLiteral(['bad'] as const),
  rows: parseAsStringLiteral(['all'] as const),
}

type Unfolded = ReturnType<typeof unfolded>[number]

const OneTopic = ({
  clusterId,
  group,
  topic,
  onAll,
}: {
  clusterId: string
  group: GroupDetail
  topic: Unfolded
  onAll: () => void
}) => {
  const marks =
    group.type === 'share' ? topic.rows : topic.rows.map((row) => ({ ...row, lagMessages: null }))
  const rest = topic.rows.length - topic.shown.length
  return (
    <section className="border-b border-line last:border-b-0">
      <h3 className="flex flex-wrap items-baseline gap-x-2.5 px-3.5 pt-2.5 pb-1 text-sm">
        <Link
          href={paths.topic(clusterId, topic.topic)}
          prefetch={false}
          className="quiet-link font-semibold"
        >
          {topic.topic}
        </Link>
        <span className="text-xs font-normal text-ink-3">
          {plural(topic.rows.length, 'partition')},{' '}
          {lagSumWords(topic.lagMessages, topic.lagComplete)} behind
        </span>
      </h3>
      {topic.shown.length > 0 ? (
        <DataTable
          label={`Partitions of ${topic.topic}`}
          columns={partitionColumns(group, sharedScale(marks), nearestToLoss(group.partitions))}
          rows={topic.shown}
          rowKey={(row) => String(row.partition)}
          rowTone={(row) => (isHot(row) ? 'critical' : null)}
          total={topic.rows.length}
        />
      ) : null}
      {rest > 0 ? (
        <div className="px-3.5 py-2">
          <Button onClick={onAll}>
            {topic.shown.length > 0 ? `${count(rest)} more` : `Show ${count(rest)}`}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

/** Lost data, or over the guide's critical lag in one partition alone. */
const isHot = (row: GroupPartition): boolean =>
  Boolean(row.lostMessages) || (row.lagMessages ?? 0) > 100_000

/** The group's partitions joined with their owners, by topic, worst first; "only bad" folds the rest. */
export const GroupPartitions = ({
  clusterId,
  group,
}: {
  clusterId: string
  group: GroupDetail
}) => {
  const [view, setView] = useQueryStates(parsers, { history: 'push' })
  const bad = group.partitions.filter((row) => isBad(group, row))
  const onlyBad = view.partitions === 'bad'
  const topics = unfolded(partitionsByTopic(onlyBad ? bad : group.partitions), view.rows === 'all')
  return (
    <Panel
      flush
      title="Partitions"
      className="mb-4.5"
      note={`${count(group.partitions.length)}, sorted by lag`}
      actions={
        <>
          <div className="max-lg:hidden">
            <WaterlineLegend />
          </div>
          <FilterToggle
            label={`Only bad (${count(bad.length)})`}
            pressed={onlyBad}
            onChange={(pressed) => setView({ partitions: pressed ? 'bad' : null })}
          />
        </>
      }
    >
      {topics.map((topic) => (
        <OneTopic
          key={topic.topic}
          clusterId={clusterId}
          group={group}
          topic={topic}
          onAll={() => setView({ rows: 'all' })}
        />
      ))}
      {topics.length > 0 ? null : <NoPartitions group={group} onlyBad={onlyBad} />}
    </Panel>
  )
}

const NoPartitions = ({ group, onlyBad }: { group: GroupDetail; onlyBad: boolean }) => {
  if (onlyBad && group.partitions.length > 0) {
    const text = 'None is over 1,000 behind, unknown, lost or without an owner.'
    return <EmptyNote empty={{ kind: 'nothing_matches', title: 'No bad partition', text }} />
  }
  if (group.lagComplete || group.statusReason === null) {
    const text = 'It has neither committed an offset nor been assigned a partition.'
    return <EmptyNote empty={{ kind: 'nothing_exists', title: 'No partitions', text }} />
  }
  return (
    <EmptyNote
      empty={{
        kind: 'not_collected',
        title: 'Its partitions are not known now',
        text: group.statusReason,
      }}
    />
  )
}
