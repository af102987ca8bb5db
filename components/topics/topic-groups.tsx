import type { Column } from '@/components/data/column'
import { DataTable } from '@/components/data/data-table'
import { EmptyNote } from '@/components/data/empty-note'
import { Badge } from '@/components/ui/badge'
import { MiddleName } from '@/components/ui/middle-name'
import { Panel } from '@/components/ui/panel'
import { UnknownValue } from '@/components/ui/unknown-value'
import { about, count } from '@/lib/format'
import { paths } from '@/lib/paths'
import type { TopicDetail } from '@/lib/topics/schema'

type Row = TopicDetail['groupList'][number]

const lagTime = (row: Row) => {
  if (row.lagMessages === 0 && row.lagComplete) return 'caught up'
  return row.lagSeconds === null ? (
    <UnknownValue reason="not known, or not watched long enough" />
  ) : (
    about(row.lagSeconds)
  )
}

const columns: Column<Row>[] = [
  {
    key: 'id',
    header: 'Group',
    card: 'title',
    width: 'w-full max-w-0 min-w-32',
    cell: (row) => <MiddleName name={row.id} />,
  },
  {
    key: 'type',
    header: 'Type',
    card: 'line',
    cell: (row) => (
      <span className="inline-flex gap-1.5">
        <Badge>{row.type}</Badge>
        {row.state === 'Stable' ? null : <span className="text-ink-3">{row.state}</span>}
      </span>
    ),
  },
  {
    key: 'members',
    header: 'Members',
    align: 'right',
    card: 'line',
    cardLabel: 'members',
    cell: (row) =>
      row.members === null ? <UnknownValue reason="not described yet" /> : count(row.members),
  },
  {
    key: 'lag',
    header: 'Lag here',
    tip: 'Messages of this topic alone',
    align: 'right',
    card: 'state',
    cell: (row) =>
      row.lagMessages === null ? (
        <UnknownValue reason="no commit, or no log end is known" />
      ) : (
        `${row.lagComplete ? '' : '≥\u00a0'}${count(row.lagMessages)}`
      ),
  },
  { key: 'time', header: 'In time', align: 'right', card: 'line', cell: lagTime },
]

/** Who reads the topic, the one furthest behind first. */
export const TopicGroups = ({ clusterId, topic }: { clusterId: string; topic: TopicDetail }) => {
  const rows = [...topic.groupList].sort(
    (a, b) => (b.lagMessages ?? -1) - (a.lagMessages ?? -1) || a.id.localeCompare(b.id),
  )
  return (
    <Panel flush title="Groups" note={`${count(rows.length)}, sorted by lag`}>
      {rows.length > 0 ? (
        <DataTable
          label={`Groups that read ${topic.name}`}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={(row) => paths.group(clusterId, row.id)}
          rowTone={(row) => ((row.lagMessages ?? 0) > 100_000 ? 'critical' : null)}
        />
      ) : (
        <EmptyNote
          empty={{
            kind: 'nothing_exists',
            title: 'No group reads it',
            text: 'No group has committed an offset here. Consumers without a group leave no trace in Kafka.',
          }}
        />
      )}
    </Panel>
  )
}
