import type { Column } from '@/components/data/column'
import { Badge } from '@/components/ui/badge'
import { UnknownValue } from '@/components/ui/unknown-value'
import { Waterline } from '@/components/waterline/waterline'
import type { WaterlineScale } from '@/lib/charts/prepare-waterline'
import { count, offset } from '@/lib/format'
import type { GroupDetail, GroupPartition } from '@/lib/groups/schema'
import { isUnowned, timeWords } from './partition-rows'

const Owner = ({ group, row }: { group: GroupDetail; row: GroupPartition }) => {
  if (row.memberId !== null) {
    const name = row.clientId || row.memberId
    return (
      <span
        className="mono block max-w-44 truncate"
        data-tip={[row.host, row.memberId].filter(Boolean).join(' · ')}
      >
        {name}
      </span>
    )
  }
  if (isUnowned(group, row)) {
    return (
      <Badge dashed tone="warning">
        no owner
      </Badge>
    )
  }
  if (group.members === 0) return <UnknownValue reason="the group has no members" />
  return <UnknownValue reason={group.membersReason ?? 'its owner is not known'} />
}

const Committed = ({ row }: { row: GroupPartition }) =>
  row.committedOffset === null ? (
    <UnknownValue reason={row.reason ?? 'no committed offset'} />
  ) : (
    offset(row.committedOffset)
  )

/**
 * The columns of one topic's partitions. `scale` is what they share; the time until loss
 * belongs to `nearest` alone.
 */
export const partitionColumns = (
  group: GroupDetail,
  scale: WaterlineScale,
  nearest: GroupPartition | null,
): Column<GroupPartition>[] => {
  const share = group.type === 'share'
  const columns: Column<GroupPartition>[] = [
    {
      key: 'partition',
      header: '#',
      align: 'right',
      width: 'w-12',
      card: 'title',
      cell: (row) => (
        <span className="mono">
          <span className="md:hidden">partition </span>
          {row.partition}
        </span>
      ),
    },
    {
      key: 'log',
      header: 'Log',
      width: 'w-[36%]',
      card: 'line',
      cell: (row) => (
        <div className="min-w-32 max-md:w-[calc(100vw-3.5rem)]">
          <Waterline
            marks={share ? row : { ...row, lagMessages: null }}
            {...scale}
            reason={row.reason}
            retentionSeconds={row === nearest ? group.retentionSeconds : null}
            size="large"
          />
        </div>
      ),
    },
    {
      key: 'lag',
      width: 'w-24',
      header: 'Lag',
      align: 'right',
      card: 'state',
      cell: (row) =>
        row.lagMessages === null ? (
          <UnknownValue reason={timeWords(row)} />
        ) : (
          <b className="font-semibold">{count(row.lagMessages)}</b>
        ),
    },
    {
      key: 'time',
      width: 'w-[20%]',
      header: 'In time',
      card: 'line',
      cell: (row) => timeWords(row, group.lagSecondsAtLeast ? group.lagSeconds : null),
    },
    {
      key: 'committed',
      width: 'w-34',
      from: 'lg',
      header: share ? 'Start' : 'Committed',
      tip: share ? 'The share-partition start offset, stored now and then' : undefined,
      align: 'right',
      cell: (row) => (
        <span className="mono">
          <Committed row={row} />
        </span>
      ),
    },
    {
      key: 'end',
      width: 'w-34',
      from: 'lg',
      header: 'Log end',
      align: 'right',
      cell: (row) => (
        <span className="mono">
          {row.logEndOffset === null ? (
            <UnknownValue reason={row.reason ?? 'the leader has not told it'} />
          ) : (
            offset(row.logEndOffset)
          )}
        </span>
      ),
    },
  ]
  if (share || group.type === 'connect') return columns
  return [
    ...columns,
    {
      key: 'owner',
      width: 'w-40',
      header: 'Owner',
      card: 'line',
      cell: (row) => <Owner group={group} row={row} />,
    },
  ]
}
