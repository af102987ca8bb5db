'use client'
import { useQuery } from '@tanstack/react-query'
import type { Column } from '@/components/data/column'
import { DataTable } from '@/components/data/data-table'
import { QueryPanel } from '@/components/data/query-panel'
import { TableSkeleton } from '@/components/data/table-skeleton'
import { Panel } from '@/components/ui/panel'
import { TimeAt } from '@/components/ui/time-at'
import { bytes, plural, UNKNOWN } from '@/lib/format'
import { storageQuery } from '@/lib/settings/queries'
import type { StoragePartItem } from '@/lib/settings/schema'

/** What history takes on disk, how fast it grows and when its oldest part is dropped. */
export const StoragePanel = () => {
  const query = useQuery(storageQuery())
  const storage = query.data?.data
  return (
    <Panel
      title="History"
      note={
        storage
          ? `${bytes(storage.totalBytes)} in Postgres; raw ${storage.rawHours} h, rollups ${storage.rollupDays} d`
          : undefined
      }
      flush
    >
      <QueryPanel query={query} what="Storage" skeleton={<TableSkeleton rows={4} />}>
        {({ data }) => (
          <DataTable
            label="History by part"
            columns={columns}
            rows={data.parts}
            rowKey={(part) => part.part}
          />
        )}
      </QueryPanel>
    </Panel>
  )
}

const partWords: Record<StoragePartItem['part'], string> = {
  raw: 'Samples, one a tick',
  rollups: 'Five-minute rollups',
  events: 'Events',
  live: 'Latest snapshots',
}

const columns: Column<StoragePartItem>[] = [
  { key: 'part', header: 'Part', card: 'title', cell: (part) => partWords[part.part] },
  {
    key: 'size',
    header: 'Size',
    align: 'right',
    card: 'state',
    cell: (part) => bytes(part.bytes),
  },
  {
    key: 'day',
    header: 'A day',
    align: 'right',
    card: 'line',
    cardLabel: 'a day',
    cell: (part) => bytes(part.bytesPerDay),
  },
  {
    key: 'since',
    header: 'Reaches back to',
    align: 'right',
    card: 'line',
    cardLabel: 'since',
    cell: (part) => <TimeAt at={part.since} />,
  },
  {
    key: 'kept',
    header: 'Kept',
    align: 'right',
    card: 'line',
    cardLabel: 'kept',
    cell: (part) => (part.keptDays === null ? 'latest only' : plural(part.keptDays, 'day')),
  },
  {
    key: 'left',
    header: 'Oldest dropped in',
    align: 'right',
    cell: (part) => (part.daysLeft === null ? UNKNOWN : plural(Math.ceil(part.daysLeft), 'day')),
  },
]
