import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button'
import { count } from '@/lib/format'

/** Filters on the left; `148 of 10,213`, the order and the CSV of the present filter on the right. */
export const ListToolbar = ({
  children,
  shown,
  total,
  note,
  csvHref,
}: {
  children: ReactNode
  /** How many match. */
  shown: number | null
  /** How many there are at all. */
  total: number | null
  note?: string
  csvHref: string
}) => (
  <div className="my-3.5 flex flex-wrap items-center gap-2">
    {children}
    <div className="ml-auto flex items-center gap-3">
      <span className="text-xs text-ink-3" aria-live="polite">
        {count(shown)} of {count(total)}
        {note ? ` · ${note}` : ''}
      </span>
      <a className={buttonClass()} href={csvHref} download data-tip="All that match, as CSV">
        CSV
      </a>
    </div>
  </div>
)
