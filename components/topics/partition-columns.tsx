import Link from 'next/link'
import type { Column } from '@/components/data/column'
import { StatusMark } from '@/components/ui/status-mark'
import { UnknownValue } from '@/components/ui/unknown-value'
import { bytes, offset, rate } from '@/lib/format'
import { paths } from '@/lib/paths'
import type { TopicPartition } from '@/lib/topics/schema'
import { partitionState } from './topic-words'

const Leader = ({ clusterId, row }: { clusterId: string; row: TopicPartition }) =>
  row.leader === null ? (
    <span className="text-critical">none</span>
  ) : (
    <span className="whitespace-nowrap">
      <Link href={paths.broker(clusterId, row.leader)} prefetch={false} className="quiet-link">
        {row.leader}
      </Link>
      {row.preferred === false ? (
        <span className="ml-1.5 text-xs text-ink-3" data-tip={`Preferred: ${row.replicas[0]}`}>
          not preferred
        </span>
      ) : null}
    </span>
  )

/** Replicas in order; those that are not in sync are struck through and said so. */
const Replicas = ({ row }: { row: TopicPartition }) => (
  <span className="mono whitespace-nowrap">
    {row.replicas.map((id, index) => (
      <span key={id}>
        {index > 0 ? ', ' : ''}
        {row.isr.includes(id) && !row.offlineReplicas.includes(id) ? (
          id
        ) : (
          <span className="text-warning">
            <s>{id}</s>
            <span className="sr-only"> not in sync</span>
          </span>
        )}
      </span>
    ))}
    {row.adding.length > 0 ? <span className="text-ink-3"> +{row.adding.join(', ')}</span> : null}
    {row.removing.length > 0 ? (
      <span className="text-ink-3"> −{row.removing.join(', ')}</span>
    ) : null}
  </span>
)

const maybe = (row: TopicPartition, text: string | null) =>
  text === null ? <UnknownValue reason={row.reason ?? 'not told yet'} /> : text

/** The columns of a topic's partitions. */
export const topicPartitionColumns = (clusterId: string): Column<TopicPartition>[] => [
  {
    key: 'partition',
    header: '#',
    align: 'right',
    width: 'w-10',
    card: 'title',
    cell: (row) => (
      <span className="mono">
        <span className="md:hidden">partition </span>
        {row.partition}
      </span>
    ),
  },
  {
    key: 'status',
    header: 'State',
    card: 'state',
    cell: (row) => {
      const { status, words } = partitionState(row)
      return <StatusMark status={status} word={words} />
    },
  },
  {
    key: 'leader',
    header: 'Leader',
    card: 'line',
    cardLabel: 'leader',
    cell: (row) => <Leader clusterId={clusterId} row={row} />,
  },
  {
    key: 'replicas',
    header: 'Replicas',
    tip: 'In order of preference; struck through: not in sync',
    card: 'line',
    cardLabel: 'replicas',
    cell: (row) => <Replicas row={row} />,
  },
  {
    key: 'isr',
    header: 'ISR',
    tip: 'Replicas in sync with the leader',
    cell: (row) => <span className="mono">{row.isr.join(', ') || 'none'}</span>,
  },
  {
    key: 'offline',
    header: 'Offline',
    tip: 'Replicas on brokers that are gone',
    cell: (row) =>
      row.offlineReplicas.length === 0 ? (
        <span className="text-ink-3">none</span>
      ) : (
        <span className="mono text-critical">{row.offlineReplicas.join(', ')}</span>
      ),
  },
  {
    key: 'size',
    header: 'Size',
    align: 'right',
    card: 'line',
    cell: (row) =>
      row.sizeBytes === null ? (
        <UnknownValue reason="its leader has not told its size yet" />
      ) : (
        bytes(row.sizeBytes)
      ),
  },
  {
    key: 'start',
    header: 'Log start',
    align: 'right',
    cell: (row) => (
      <span className="mono">{maybe(row, row.logStartOffset && offset(row.logStartOffset))}</span>
    ),
  },
  {
    key: 'end',
    header: 'Log end',
    align: 'right',
    cell: (row) => (
      <span className="mono">{maybe(row, row.logEndOffset && offset(row.logEndOffset))}</span>
    ),
  },
  {
    key: 'rate',
    header: 'Records / s',
    align: 'right',
    card: 'line',
    cell: (row) => (
      <>
        {maybe(row, row.recordsPerSecond === null ? null : rate(row.recordsPerSecond))}
        <span className="md:hidden"> / s</span>
      </>
    ),
  },
]
