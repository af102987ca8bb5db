import type { LiveRecord } from './snapshot/live.ts'

/**
 * Remembers what is computed of a record as long as the record lives, so that a list of thousands is
 * made once a tick and not once a request. The same array comes back each time: `listPage` remembers
 * its orders by it.
 */
export function perRecord<T>(
  compute: (record: LiveRecord, blind: boolean) => T,
): (record: LiveRecord, blind: boolean) => T {
  const seeing = new WeakMap<LiveRecord, T>()
  const blinded = new WeakMap<LiveRecord, T>()
  return (record, blind) => {
    const made = blind ? blinded : seeing
    const known = made.get(record)
    if (known !== undefined) return known
    const value = compute(record, blind)
    made.set(record, value)
    return value
  }
}
