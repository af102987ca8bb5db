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
  /** Left out on tables narrower than a page of this width, where the others need the room. */
  from?: keyof typeof shownFrom
  cell: (row: Row) => ReactNode
  /**
   * Its place on the two-line card of a phone: `title` and `state` make the first line, `line`
   * flows on the second, `wide` takes a line of its own, `none` (the default) is left out.
   */
  card?: 'title' | 'state' | 'line' | 'wide' | 'none'
  /** A word before the value on the card, where the heading is missing: `members`. */
  cardLabel?: string
}

/** Classes that leave a column out below a page width; cards on a phone have their own rule. */
export const shownFrom = {
  lg: 'md:max-lg:hidden',
  xl: 'md:max-xl:hidden',
  wide: 'md:max-[87rem]:hidden',
}
