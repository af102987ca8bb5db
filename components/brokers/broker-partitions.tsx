'use client'
import { parseAsStringLiteral, useQueryStates } from 'nuqs'
import type { Column } from '@/components/data/column'
import { DataTable } from '@/components/data/data-table'
import { EmptyNote } from '@/components/data/empty-note'
import { Button } from '@/components/ui/button'
import { FilterToggle } from '@/components/ui/filter-toggle'
import { MiddleName } from '@/components/ui/middle-name'
import { Panel } from '@/components/ui/panel'
import { StatusMark } from '@/components/ui/status-mark'
import { UnknownValue } from '@/components/ui/unknown-value'
import type { BrokerDetail } from '@/lib/brokers/schema'
import { bytes, count } from '@/lib/format'
import { paths } from '@/lib/paths'

type Row = BrokerDetail['partitions'][number]

const SHOWN = 20
const parsers = {
  partitions: parseAsStringLiteral(['bad'] as const),
  rows: parseAsStringLiteral(['all'] as const),
}

const columns: Column<Row>[] = [
  {
    key: 'topic',
    header: 'Partition',
    card: 'title',
    cell: (row) => (
      <MiddleName name={`${row.topic}-${row.partition}`} className="max-w-96 max-md:max-w-full" />
    ),
  },
  {
    key: 'state',
    header: 'State',
    card: 'state',
    cell: (row) =>
      row.inSync ? (
        <StatusMark status="ok" word="in sync" />
      ) : (
        <StatusMark status="warning" word="out of sync" />
      ),
  },
  { key: 'role', header: 'Role', card: 'line', cell: (row) => row.role },
  {
    key: 'size',
    header: 'Size',
    align: 'right',
    card: 'line',
    cell: (row) =>
      row.sizeBytes === null ? (
        <UnknownValue
          reason={
            row.role === 'leader'
              ? 'the broker has not told it yet'
              : 'sizes are known of leaders’ replicas'
          }
        />
      ) : (
        bytes(row.sizeBytes)
      ),
  },
]

/** The replicas a broker holds, those out of sync first. */
export const BrokerPartitions = ({
  clusterId,
  broker,
}: {
  clusterId: string
  broker: BrokerDetail
}) => {
  const [view, setView] = useQueryStates(parsers, { history: 'push' })
  const bad = broker.partitions.filter((row) => !row.inSync)
  const rows = view.partitions === 'bad' ? bad : broker.partitions
  const shown = view.rows === 'all' ? rows : rows.slice(0, SHOWN)
  const cut = broker.partitionCount > broker.partitions.length
  return (
    <Panel
      flush
      title="Partitions"
      note={
        cut
          ? `the first ${count(broker.partitions.length)} of ${count(broker.partitionCount)}, bad first`
          : `${count(broker.partitionCount)}, bad first`
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
          label={`Partitions on broker ${broker.id}`}
          columns={columns}
          rows={shown}
          rowKey={(row) => `${row.topic}-${row.partition}`}
          rowHref={(row) => paths.topic(clusterId, row.topic)}
          total={rows.length}
        />
      ) : (
        <EmptyNote
          empty={
            view.partitions === 'bad'
              ? { kind: 'nothing_matches', title: 'Every replica it holds is in sync' }
              : { kind: 'nothing_exists', title: 'It holds no replicas' }
          }
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
