import type { Column } from '@/components/data/column'
import { DataTable } from '@/components/data/data-table'
import { type Empty, EmptyNote } from '@/components/data/empty-note'
import { MiddleName } from '@/components/ui/middle-name'
import { Panel } from '@/components/ui/panel'
import { StatusMark } from '@/components/ui/status-mark'
import { TimeAt } from '@/components/ui/time-at'
import { Waterline } from '@/components/waterline/waterline'
import { listScale } from '@/lib/charts/prepare-waterline'
import type { Attention } from '@/lib/clusters/schema'
import { count, UNKNOWN } from '@/lib/format'
import { paths } from '@/lib/paths'

/** Offenders of every kind, worst first, each a link to its page. */
export const AttentionTable = ({
  clusterId,
  attention,
  seen,
}: {
  clusterId: string
  attention: Attention[]
  /** How much of the cluster could be read: nothing here must not look like nothing wrong. */
  seen: 'whole' | 'partly' | 'not'
}) => (
  <Panel
    title="Needs attention"
    note={attention.length > 0 ? `worst first, ${count(attention.length)}` : undefined}
    flush
    className="mb-4.5"
  >
    {attention.length === 0 ? (
      <EmptyNote empty={nothing[seen]} />
    ) : (
      <DataTable
        label="Needs attention"
        columns={columns}
        rows={attention}
        rowKey={(one) => `${one.kind}:${one.name}:${one.text}`}
        rowHref={(one) => attentionHref(clusterId, one)}
        rowTone={(one) => (one.status === 'critical' ? 'critical' : null)}
      />
    )}
  </Panel>
)

const nothing: Record<'whole' | 'partly' | 'not', Empty> = {
  whole: {
    kind: 'nothing_exists',
    title: 'Nothing needs attention',
    text: 'Every group, topic and broker is within the thresholds.',
  },
  partly: {
    kind: 'not_collected',
    title: 'Nothing among what could be read',
    text: 'What is unknown stands above.',
  },
  not: {
    kind: 'not_collected',
    title: 'Not known',
    text: 'The cluster has not been read yet, so nothing can be said about it.',
  },
}

/** The page of what needs attention; a broker's name is its number, alone or after `broker `. */
export const attentionHref = (clusterId: string, one: Pick<Attention, 'kind' | 'name'>): string => {
  if (one.kind === 'group') return paths.group(clusterId, one.name)
  if (one.kind === 'topic') return paths.topic(clusterId, one.name)
  const broker = Number(/\d+$/.exec(one.name)?.[0] ?? Number.NaN)
  if (one.kind === 'broker' && Number.isInteger(broker)) return paths.broker(clusterId, broker)
  return paths.brokers(clusterId)
}

const columns: Column<Attention>[] = [
  {
    key: 'status',
    header: 'State',
    width: 'w-24',
    card: 'state',
    cell: (one) => <StatusMark status={one.status} />,
  },
  {
    key: 'name',
    header: 'What',
    width: 'w-48 max-w-48 lg:w-64 lg:max-w-64',
    card: 'title',
    cell: (one) => (
      <MiddleName
        name={one.kind === 'broker' && /^\d+$/.test(one.name) ? `broker ${one.name}` : one.name}
      />
    ),
  },
  {
    key: 'text',
    header: 'Why',
    width: 'min-w-64',
    card: 'line',
    cell: (one) => <span className="text-ink-3 max-md:text-ink-2">{one.text}</span>,
  },
  {
    key: 'waterline',
    header: 'Worst partition',
    width: 'w-36 lg:w-55',
    cell: (one) =>
      one.waterline ? (
        <Waterline
          marks={{ topic: '', partition: 0, ...one.waterline }}
          {...listScale({ topic: '', partition: 0, ...one.waterline })}
        />
      ) : null,
  },
  {
    key: 'since',
    header: 'since',
    align: 'right',
    card: 'line',
    width: 'w-28',
    cell: (one) =>
      one.since === null ? (
        <span className="max-md:hidden">{UNKNOWN}</span>
      ) : (
        <>
          <span className="text-ink-3 md:hidden">since </span>
          <TimeAt at={one.since} />
        </>
      ),
  },
]
