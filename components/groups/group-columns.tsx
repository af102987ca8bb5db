import type { Column } from '@/components/data/column'
import { Sparkline } from '@/components/data/sparkline'
import { Badge } from '@/components/ui/badge'
import { cx } from '@/components/ui/class-names'
import { MiddleName } from '@/components/ui/middle-name'
import { StatusMark } from '@/components/ui/status-mark'
import { UnknownValue } from '@/components/ui/unknown-value'
import { Waterline } from '@/components/waterline/waterline'
import { listScale } from '@/lib/charts/prepare-waterline'
import { count } from '@/lib/format'
import type { GroupItem } from '@/lib/groups/schema'
import { COMPACT_FROM, flowWords, idleWords, lagCell, lagReason, trendWords } from './group-words'
import { MemberCount } from './member-count'

const Messages = ({ item }: { item: GroupItem }) =>
  item.lagMessages === null ? (
    <UnknownValue reason={lagReason(item)} />
  ) : (
    <span data-tip={messagesTip(item)}>{lagCell(item)}</span>
  )

const messagesTip = (item: GroupItem): string | undefined => {
  if (!item.lagComplete) return `At least ${count(item.lagMessages)}: ${lagReason(item)}`
  return (item.lagMessages ?? 0) >= COMPACT_FROM ? count(item.lagMessages) : undefined
}

const LagTime = ({ item }: { item: GroupItem }) => (
  <span className={cx('whitespace-nowrap', item.lagText === 'time not known yet' && 'text-ink-3')}>
    {item.lagText}
  </span>
)

const TrendCell = ({ item }: { item: GroupItem }) => {
  const words = trendWords(item)
  return words === null ? (
    <UnknownValue reason="not watched long enough, or the lag is not known" />
  ) : (
    words
  )
}

const WorstPartition = ({ item }: { item: GroupItem }) =>
  item.worst === null ? (
    <UnknownValue reason={lagReason(item)} />
  ) : (
    <Waterline
      marks={item.worst}
      {...listScale(item.worst)}
      retentionSeconds={item.retentionSeconds}
      className="min-w-24"
    />
  )

/** The columns of the groups list; on a phone: name and state, then lag, trend and the last hour. */
export const groupColumns: Column<GroupItem>[] = [
  {
    key: 'status',
    header: 'State',
    sort: 'status',
    width: 'w-24',
    card: 'state',
    cell: (item) => (
      <span data-tip={item.statusReason ?? undefined}>
        <StatusMark status={item.status} />
      </span>
    ),
  },
  {
    key: 'id',
    header: 'Group',
    sort: 'id',
    card: 'title',
    width: 'w-full max-w-0 min-w-34',
    cell: (item) => <MiddleName name={item.id} />,
  },
  {
    key: 'type',
    header: 'Type',
    sort: 'type',
    from: 'wide',
    cell: (item) => <Badge>{item.type}</Badge>,
  },
  {
    key: 'members',
    header: 'Members',
    sort: 'members',
    cell: (item) => (
      <span className="whitespace-nowrap">
        {item.state === 'Stable' ? null : <span className="text-ink-3">{item.state} </span>}
        <MemberCount members={item.members} />
        {idleWords(item.idleMembers) ? (
          <>
            {' '}
            <Badge dashed>{idleWords(item.idleMembers)}</Badge>
          </>
        ) : null}
      </span>
    ),
  },
  {
    key: 'lagSeconds',
    header: 'Lag in time',
    sort: 'lagSeconds',
    tip: 'Age of the oldest unread record, estimated from stored log ends',
    card: 'line',
    cell: (item) => <LagTime item={item} />,
  },
  {
    key: 'lagMessages',
    header: 'Messages',
    sort: 'lagMessages',
    align: 'right',
    card: 'line',
    cell: (item) => <Messages item={item} />,
  },
  {
    key: 'rates',
    header: 'Records / s',
    from: 'xl',
    sort: 'producedPerSecond',
    tip: 'Written to its topics, and read by it, per second',
    cell: (item) => <span className="whitespace-nowrap text-ink-2">{flowWords(item)}</span>,
  },
  {
    key: 'trend',
    header: 'Trend',
    card: 'line',
    cell: (item) => (
      <span className="whitespace-nowrap">
        <TrendCell item={item} />
      </span>
    ),
  },
  {
    key: 'worst',
    header: 'Worst partition',
    tip: 'One scale for all rows: the right two thirds show 200,000 records; a shorter log fills its track',
    width: 'w-32',
    from: 'xl',
    cell: (item) => <WorstPartition item={item} />,
  },
  {
    key: 'spark',
    header: '1 h',
    width: 'w-20',
    from: 'wide',
    card: 'line',
    cell: (item) => (
      <Sparkline values={item.spark} height={18} className="block w-full min-w-14 max-md:w-16" />
    ),
  },
]
