import { Skeleton } from '@/components/ui/skeleton'

/** Rows of the final height, until the first answer is here. */
export const TableSkeleton = ({ rows = 8 }: { rows?: number }) => (
  <div aria-hidden="true">
    <div className="h-8 border-b border-line" />
    {Array.from({ length: rows }, (_, row) => (
      <div
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        key={row}
        className="flex h-8 items-center gap-6 border-b border-line px-3 last:border-b-0 touch:h-11"
      >
        <Skeleton className="h-3 w-16" />
        <Skeleton className="h-3 w-48 max-w-[40%]" />
        <Skeleton className="ml-auto h-3 w-24" />
        <Skeleton className="h-3 w-16 max-sm:hidden" />
      </div>
    ))}
  </div>
)
