'use client'
import { parseAsStringLiteral, useQueryStates } from 'nuqs'
import { DataTable } from '@/components/data/data-table'
import { EmptyNote } from '@/components/data/empty-note'
import { Button } from '@/components/ui/button'
import { FilterToggle } from '@/components/ui/filter-toggle'
import { Panel } from '@/components/ui/panel'
import { count } from '@/lib/format'
import type { TopicDetail } from '@/lib/topics/schema'
import { topicPartitionColumns } from './partition-columns'
import { byBadness } from './topic-words'

const SHOWN = 60
const parsers = {
  partitions: parseAsStringLiteral(['bad'] as const),
  rows: parseAsStringLiteral(['all'] as const),
}

/** Every partition with its replicas and offsets, the bad ones first. */
export const TopicPartitions = ({
  clusterId,
  topic,
}: {
  clusterId: string
  topic: TopicDetail
}) => {
  const [view, setView] = useQueryStates(parsers, { history: 'push' })
  const all = [...topic.partitionList].sort(byBadness)
  const bad = all.filter((row) => row.status !== 'in_sync')
  const rows = view.partitions === 'bad' ? bad : all
  const shown = view.rows === 'all' ? rows : rows.slice(0, SHOWN)
  return (
    <Panel
      flush
      title="Partitions"
      className="mb-4.5"
      note={
        bad.length === 0
          ? count(all.length)
          : `${count(bad.length)} of ${count(all.length)} bad, first`
      }
      actions={
        <FilterToggle
          label={`Only bad (${count(bad.length)})`}
          pressed={view.partitions === 'bad'}
          onChange={(pressed) => setView({ partitions: pressed ? 'bad' : null })}
        />
      }
    >
      {shown.length > 0 ? (
        <DataTable
          label={`Partitions of ${topic.name}`}
          columns={topicPartitionColumns(clusterId)}
          rows={shown}
          rowKey={(row) => String(row.partition)}
          rowTone={(row) => (row.status === 'offline' ? 'critical' : null)}
          total={rows.length}
        />
      ) : (
        <EmptyNote
          empty={{
            kind: 'nothing_matches',
            title: 'No bad partition',
            text: 'Every partition has a leader and all its replicas in sync.',
          }}
        />
      )}
      {shown.length < rows.length ? (
        <div className="border-t border-line px-3.5 py-2">
          <Button onClick={() => setView({ rows: 'all' })}>Show all {count(rows.length)}</Button>
        </div>
      ) : null}
    </Panel>
  )
}
