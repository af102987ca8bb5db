'use client'
import Link from 'next/link'
import { cx } from '@/components/ui/class-names'
import { type Column, shownFrom } from './column'
import { HeaderCell } from './header-cell'

const cardPlace = {
  title: 'max-md:order-1 max-md:flex-1 max-md:font-medium',
  state: 'max-md:order-2',
  line: 'max-md:order-4 max-md:text-xs max-md:text-ink-2',
  wide: 'max-md:order-4 max-md:basis-full max-md:text-xs max-md:text-ink-2',
  none: 'max-md:hidden',
}

/**
 * Rows of one kind: sticky header and first column, numbers on the right, a row as one link, and
 * two-line cards on a phone out of the same cells. Sorting is the server's: `onSort` gets the next
 * `sort` (`-lagMessages`), and the order of `rows` is never touched here.
 */
export const DataTable = <Row,>({
  label,
  columns,
  rows,
  rowKey,
  rowHref,
  rowTone,
  sort,
  onSort,
  total,
  offset = 0,
}: {
  /** What the rows are, for screen readers. */
  label: string
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  rowHref?: (row: Row) => string
  rowTone?: (row: Row) => 'critical' | 'warning' | null
  sort?: string
  onSort?: (sort: string) => void
  /** Rows there are in all, when only a page of them is here. */
  total?: number
  /** Rows before the first of this page. */
  offset?: number
}) => {
  const titleKey = columns.find((column) => column.card === 'title')?.key ?? columns[0]?.key
  return (
    <div className="max-lg:overflow-x-auto">
      {/* Explicit roles: on a phone the cells are laid out as cards, and `display` takes the roles away. */}
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <table role="table" aria-label={label} aria-rowcount={total} className="w-full max-md:block">
        {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
        <thead role="rowgroup" className="max-md:sr-only">
          {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
          <tr role="row">
            {columns.map((column, index) => (
              <HeaderCell
                key={column.key}
                column={column}
                first={index === 0}
                sort={sort}
                onSort={onSort}
              />
            ))}
          </tr>
        </thead>
        {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
        <tbody role="rowgroup" className="max-md:block">
          {rows.map((row, index) => {
            const tone = rowTone?.(row)
            return (
              <tr
                // biome-ignore lint/a11y/noRedundantRoles: see above
                role="row"
                key={rowKey(row)}
                aria-rowindex={total === undefined ? undefined : offset + index + 2}
                className={cx(
                  'group relative border-b border-line last:border-b-0',
                  !tone && 'bg-panel hover:bg-raise',
                  'max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-3 max-md:gap-y-0.5 max-md:px-3 max-md:py-2.5',
                  'max-md:before:order-3 max-md:before:basis-full max-md:before:content-[""]',
                  tone === 'critical' && 'row-critical',
                  tone === 'warning' && 'row-warning',
                )}
              >
                {columns.map((column, position) => (
                  <td
                    // biome-ignore lint/a11y/noRedundantRoles: see above
                    role="cell"
                    key={column.key}
                    className={cx(
                      'px-3 py-1 align-middle md:h-8 md:touch:h-11',
                      'max-md:block max-md:min-w-0 max-md:p-0',
                      column.align === 'right' && 'text-right whitespace-nowrap max-md:text-left',
                      position === 0 &&
                        'md:max-lg:sticky md:max-lg:left-0 md:max-lg:z-[1] md:max-lg:bg-inherit',
                      column.width,
                      column.from && shownFrom[column.from],
                      'max-md:w-auto! max-md:max-w-none!',
                      cardPlace[column.card ?? 'none'],
                    )}
                  >
                    {column.cardLabel ? (
                      <span className="mr-1 text-ink-3 md:hidden">{column.cardLabel}</span>
                    ) : null}
                    {rowHref && column.key === titleKey ? (
                      <Link
                        href={rowHref(row)}
                        prefetch={false}
                        data-row-link=""
                        className="quiet-link font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-sm focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
                      >
                        {column.cell(row)}
                      </Link>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
