import type { ReactNode } from 'react'

/** One column of a DataTable. */
export type Column<Row> = {
  key: string
  header: string
  /** What the heading means, where that is not plain. */
  tip?: string
  /** The server's sort field; absent: not sortable. */
  sort?: string
  /** Numbers stand on the right. */
  align?: 'left' | 'right'
  /** A width class (`w-40`). */
  width?: string
  cell: (row: Row) => ReactNode
  /**
   * Its place on the two-line card of a phone: `title` and `state` make the first line, `line`
   * flows on the second, `none` (the default) is left out.
   */
  card?: 'title' | 'state' | 'line' | 'none'
  /** A word before the value on the card, where the heading is missing: `members`. */
  cardLabel?: string
}
