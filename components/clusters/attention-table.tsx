import type { Column } from '@/components/data/column'
import { DataTable } from '@/components/data/data-table'
import { MiddleName } from '@/components/ui/middle-name'
import { Panel } from '@/components/ui/panel'
import { StatusMark } from '@/components/ui/status-mark'
import { TimeAt } from '@/components/ui/time-at'
import { Waterline } from '@/components/waterline/waterline'
import { listWorstLag } from '@/lib/charts/prepare-waterline'
import type { Attention } from '@/lib/clusters/schema'
import { count } from '@/lib/format'
import { paths } from '@/lib/paths'

/** Offenders of every kind, worst first, each a link to its page. */
export const AttentionTable = ({
  clusterId,
  attention,
}: {
  clusterId: string
  attention: Attention[]
}) => (
  <Panel
    title="Needs attention"
    note={attention.length > 0 ? `worst first, ${count(attention.length)}` : undefined}
    flush
    className="mb-4.5"
  >
    {attention.length === 0 ? (
      <p className="px-3.5 py-5 text-ink-3">
        Nothing: every group, topic and broker that could be read is within the thresholds.
      </p>
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
          worstLag={listWorstLag({ topic: '', partition: 0, ...one.waterline })}
        />
      ) : null,
  },
  {
    key: 'since',
    header: 'since',
    align: 'right',
    card: 'line',
    cardLabel: 'since',
    width: 'w-28',
    cell: (one) => <TimeAt at={one.since} />,
  },
]
