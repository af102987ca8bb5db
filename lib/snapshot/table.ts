/**
 * A record of objects with the same fields as a table: the field names once, then a row of values for
 * each key. A record whose objects differ in their fields stays as it is.
 */
export type Packed<T> =
  | { fields: string[]; keys: string[]; rows: unknown[][] }
  | { plain: Record<string, T> }

export function packTable<T extends object>(record: Record<string, T>): Packed<T> {
  const keys = Object.keys(record)
  const items = Object.values(record)
  const fields = Object.keys(items[0] ?? {})
  const isRegular = items.every((item) => {
    const own = Object.keys(item)
    return own.length === fields.length && own.every((field, i) => field === fields[i])
  })
  if (!isRegular) return { plain: record }
  return { fields, keys, rows: items.map((item) => Object.values(item)) }
}

export function unpackTable<T extends object>(packed: Packed<T>): Record<string, T> {
  if ('plain' in packed) return packed.plain
  const { fields, keys, rows } = packed
  const record: Record<string, T> = {}
  for (const [i, key] of keys.entries()) {
    const row = rows[i] ?? []
    const item: Record<string, unknown> = {}
    for (const [j, field] of fields.entries()) item[field] = row[j]
    record[key] = item as T
  }
  return record
}
