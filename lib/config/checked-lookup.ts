import { type LookupAddress, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'

/** An address that is never connected to. The code is what error tables know it by. */
export class RefusedAddressError extends Error {
  readonly code = 'HIGHWATER_REFUSED_ADDRESS'
  readonly reason: string

  constructor(host: string, reason: string) {
    super(`${host} is ${reason}, which is never connected to`)
    this.name = 'RefusedAddressError'
    this.reason = reason
  }
}

/**
 * Name resolution for a socket that refuses when any address found is refused: a name that was
 * harmless a moment ago is checked at the very moment it is connected to. Node asks it for names
 * only: a literal address needs its own check.
 * @param refused why an address may not be connected to, or null
 */
export const checkedLookup =
  (refused: (ip: string) => string | null): LookupFunction =>
  (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      const addresses = found as LookupAddress[] | undefined
      const first = addresses?.[0]
      if (error || !addresses || !first) return callback(error, '', 0)
      const reason = addresses.map(({ address }) => refused(address)).find((one) => one !== null)
      if (reason) return callback(new RefusedAddressError(host, reason), '', 0)
      if (options.all) return callback(null, addresses)
      callback(null, first.address, first.family)
    })
  }
