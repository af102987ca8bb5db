import { Button } from '@/components/ui/button'
import { count } from '@/lib/format'

/** Where one is in a long list, and the way to the pages beside. Nothing when all fits on one. */
export const Pagination = ({
  page,
  pageSize,
  total,
  onPage,
}: {
  page: number
  pageSize: number
  total: number
  onPage: (page: number) => void
}) => {
  const pages = Math.max(1, Math.ceil(total / pageSize))
  if (pages === 1 && page === 1) return null
  const first = (page - 1) * pageSize + 1
  return (
    <nav
      aria-label="Pages of the list"
      className="flex items-center justify-end gap-2 border-t border-line px-3 py-2 text-xs text-ink-3"
    >
      <span className="mr-2">
        {first > total
          ? `Page ${page} is past the last`
          : `${count(first)} to ${count(Math.min(total, first + pageSize - 1))} of ${count(total)}`}
      </span>
      <Button disabled={page <= 1} onClick={() => onPage(Math.min(page - 1, pages))}>
        Previous
      </Button>
      <Button disabled={page >= pages} onClick={() => onPage(page + 1)}>
        Next
      </Button>
    </nav>
  )
}
