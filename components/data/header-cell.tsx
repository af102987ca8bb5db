import { cx } from '@/components/ui/class-names'
import { type Column, shownFrom } from './column'

/** The `sort` after a click on a heading: first descending (worst first), then ascending. */
export const nextSort = (field: string, sort: string | undefined): string =>
  sort === `-${field}` ? field : `-${field}`

/** A column's heading, with its sort button and `aria-sort`. */
export const HeaderCell = <Row,>({
  column,
  first,
  sort,
  onSort,
}: {
  column: Column<Row>
  first: boolean
  sort: string | undefined
  onSort: ((sort: string) => void) | undefined
}) => {
  const field = column.sort
  const direction = sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : undefined
  return (
    <th
      // biome-ignore lint/a11y/noRedundantRoles: the table is laid out as cards on a phone
      role="columnheader"
      scope="col"
      aria-sort={field ? (direction ?? 'none') : undefined}
      data-tip={column.tip}
      className={cx(
        'z-10 bg-panel px-3 shadow-[inset_0_-1px_0_var(--line)] forced:border-b forced:border-line py-1.5 text-xs font-medium whitespace-nowrap text-ink-3 lg:sticky lg:top-13',
        column.align === 'right' ? 'text-right' : 'text-left',
        first && 'md:max-lg:sticky md:max-lg:left-0',
        column.width,
        column.from && shownFrom[column.from],
      )}
    >
      {field && onSort ? (
        <button
          type="button"
          onClick={() => onSort(nextSort(field, sort))}
          className={cx(
            '-mx-1 inline-flex min-h-6 items-center gap-1 rounded px-1 hover:text-ink touch:min-h-11',
            direction && 'font-semibold text-ink',
            // The arrow stands on the inner side, so that heading and numbers share their edge.
            column.align === 'right' && 'flex-row-reverse',
          )}
        >
          {column.header}
          <svg viewBox="0 0 8 8" width={8} height={8} aria-hidden="true">
            {direction ? (
              <path
                d={direction === 'ascending' ? 'M4 1 7.4 6.6H.6z' : 'M4 7 .6 1.4h6.8z'}
                fill="currentColor"
              />
            ) : null}
          </svg>
        </button>
      ) : (
        column.header
      )}
    </th>
  )
}
