import type { Column } from '@/components/data/column'
import { Sparkline } from '@/components/data/sparkline'
import { Ago } from '@/components/ui/ago'
import { Badge } from '@/components/ui/badge'
import { MiddleName } from '@/components/ui/middle-name'
import { StatusMark } from '@/components/ui/status-mark'
import { UnknownValue } from '@/components/ui/unknown-value'
import { bytes, compact, count, rate } from '@/lib/format'
import { retentionText } from '@/lib/topics/retention-text'
import type { TopicItem } from '@/lib/topics/schema'
import { replicationState } from './topic-words'

/** When the log end last moved; "none since watching began" is said so, not drawn as unknown. */
export const LastWrite = ({ at }: { at: TopicItem['lastWriteAt'] }) => {
  if (at === null) return <UnknownValue reason="not watched long enough" />
  if (at === 'none since watching began') {
    return (
      <span className="text-ink-3" data-tip="None since watching began">
        none seen<span className="sr-only"> since watching began</span>
      </span>
    )
  }
  return <Ago at={at} />
}

const Groups = ({ item }: { item: TopicItem }) => (
  <span className="whitespace-nowrap">
    {count(item.groups)}
    {item.worstLagMessages ? (
      <span className="text-ink-3" data-tip={item.worstGroup ?? undefined}>
        {' '}
        · worst {compact(item.worstLagMessages)}
      </span>
    ) : null}
  </span>
)

/** The columns of the topics list; on a phone: name and state, then rate, size and retention. */
export const topicColumns: Column<TopicItem>[] = [
  {
    key: 'name',
    header: 'Topic',
    sort: 'name',
    card: 'title',
    width: 'w-full max-w-0 min-w-52',
    cell: (item) => (
      <span className="flex min-w-0 items-center gap-2">
        <MiddleName name={item.name} />
        {item.internal ? <Badge>internal</Badge> : null}
      </span>
    ),
  },
  {
    key: 'state',
    header: 'Replicas',
    sort: 'underReplicated',
    card: 'state',
    cell: (item) => {
      const { status, words } = replicationState(item)
      return <StatusMark status={status} word={words} />
    },
  },
  {
    key: 'partitions',
    from: 'lg',
    header: 'Partitions',
    sort: 'partitions',
    align: 'right',
    cell: (item) => count(item.partitions),
  },
  {
    key: 'replicationFactor',
    from: 'wide',
    header: 'RF',
    sort: 'replicationFactor',
    tip: 'Replication factor, and the least replicas in sync that a write with acks=all needs',
    align: 'right',
    cell: (item) => (
      <span className={item.replicationFactor === 1 ? 'text-warning' : undefined}>
        {item.replicationFactor}
        {item.minInsyncReplicas === null ? null : (
          <span className="text-ink-3"> · min {item.minInsyncReplicas}</span>
        )}
      </span>
    ),
  },
  {
    key: 'recordsPerSecond',
    header: 'Records / s',
    sort: 'recordsPerSecond',
    align: 'right',
    card: 'line',
    cardLabel: 'in',
    cell: (item) =>
      item.recordsPerSecond === null ? (
        <UnknownValue reason="a log end is not known, or not watched long enough" />
      ) : (
        <>
          {rate(item.recordsPerSecond)}
          <span className="md:hidden"> / s</span>
        </>
      ),
  },
  {
    key: 'sizeBytes',
    header: 'Size',
    sort: 'sizeBytes',
    tip: 'One copy: the leaders’ replicas together',
    align: 'right',
    card: 'line',
    cell: (item) =>
      item.sizeBytes === null ? (
        <UnknownValue reason="not every leader has told its size yet" />
      ) : (
        bytes(item.sizeBytes)
      ),
  },
  {
    key: 'retention',
    header: 'Retention',
    sort: 'retentionMs',
    card: 'line',
    cell: (item) => {
      const words = retentionText(item)
      return words === null ? (
        <UnknownValue reason="its configuration is not known yet" />
      ) : (
        <span className="whitespace-nowrap">{words}</span>
      )
    },
  },
  {
    key: 'groups',
    from: 'xl',
    header: 'Groups',
    sort: 'worstLagMessages',
    tip: 'Groups that commit here, and the worst lag among them',
    cell: (item) => <Groups item={item} />,
  },
  {
    key: 'lastWriteAt',
    from: 'xl',
    header: 'Last write',
    sort: 'lastWriteAt',
    cell: (item) => (
      <span className="whitespace-nowrap">
        <LastWrite at={item.lastWriteAt} />
      </span>
    ),
  },
  {
    key: 'spark',
    header: '1 h',
    width: 'w-22',
    from: 'wide',
    cell: (item) => (
      <Sparkline values={item.spark} height={20} className="block w-full min-w-16 max-md:w-20" />
    ),
  },
]
