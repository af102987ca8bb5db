import type { Socket } from 'node:net'

/** What a set of requests (one poll, or the life of a gateway) cost and how the brokers answered. */
export type Ledger = {
  /** Requests sent by `Api vN`, ApiVersions included. */
  requests: Record<string, number>
  /** By broker address: round trips in milliseconds of requests that were answered. */
  roundTrips: Map<string, number[]>
  /** Addresses of the brokers that were asked, whatever came of it. */
  asked: Set<string>
  count(request: string): void
  answered(address: string, roundTripMs: number): void
  /** Remembers a socket in use, for `bytes`. */
  uses(socket: Socket): void
  /** Bytes received and sent over the sockets in use since each was first used. */
  bytes(): { received: number; sent: number }
}

export function createLedger(): Ledger {
  const sockets = new Map<Socket, { received: number; sent: number }>()
  const ledger: Ledger = {
    requests: {},
    roundTrips: new Map(),
    asked: new Set(),
    count(request) {
      ledger.requests[request] = (ledger.requests[request] ?? 0) + 1
    },
    answered(address, roundTripMs) {
      const known = ledger.roundTrips.get(address)
      if (known) known.push(roundTripMs)
      else ledger.roundTrips.set(address, [roundTripMs])
    },
    uses(socket) {
      if (sockets.has(socket)) return
      sockets.set(socket, { received: socket.bytesRead, sent: socket.bytesWritten })
    },
    bytes() {
      let received = 0
      let sent = 0
      for (const [socket, before] of sockets) {
        received += socket.bytesRead - before.received
        sent += socket.bytesWritten - before.sent
      }
      return { received, sent }
    },
  }
  return ledger
}
