import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { refusedAddress } from '../../config/addresses.ts'

class RefusedAddressError extends Error {
  readonly code = 'HIGHWATER_REFUSED_ADDRESS'
}

/** Throws when an IP address may not be connected to; the text ends up on a screen. */
export function assertAllowedAddress(host: string, address: string): void {
  const reason = refusedAddress(address)
  if (reason) throw new RefusedAddressError(`${host} is ${reason}, which is never connected to`)
}

/**
 * Resolves a broker's host and throws when any of its addresses is refused, so that neither a
 * configuration nor an advertised listener can point us at a metadata service. Rejects with the
 * resolver's own error (`ENOTFOUND`, …) for an unknown name.
 */
export async function assertAllowedHost(host: string): Promise<void> {
  if (isIP(host)) return assertAllowedAddress(host, host)
  const addresses = await lookup(host, { all: true })
  for (const { address } of addresses) assertAllowedAddress(host, address)
}
