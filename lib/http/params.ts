/** What the browser may ask of a list or of a history. The server's schemas parse the same names. */

/** `sort` is a field name, `-` before it for descending; `page` counts from 1; `pageSize` ≤ 500. */
export type ListParams = { search?: string; sort?: string; page?: number; pageSize?: number }

/** `from`, `to`: ISO 8601, `now` or `now-1h` (units s, m, h, d); `points` ≤ 600. */
export type RangeParams = { from?: string; to?: string; points?: number }
