/**
 * How long a broker has been silent, so that requests sent one after the other to a frozen broker
 * together wait for one deadline, not for one each. A broker answers a connection's requests in
 * order: while the oldest is unanswered, later ones cannot be answered either.
 */
export function createSilence(now: () => number = Date.now) {
  const pending = new Map<string, Set<{ since: number }>>()
  const heardAt = new Map<string, number>()

  return {
    /** A request goes out. `leftMs` is what remains of its deadline given the silence so far. */
    begin(key: string) {
      const requests = pending.get(key) ?? new Set()
      pending.set(key, requests)
      const startedAt = now()
      const oldest = Math.min(startedAt, ...[...requests].map((r) => r.since))
      const silentSince = requests.size > 0 ? Math.max(oldest, heardAt.get(key) ?? 0) : startedAt
      const request = { since: startedAt }
      requests.add(request)
      return {
        leftMs: (deadlineMs: number): number => silentSince + deadlineMs - startedAt,
        end(): void {
          requests.delete(request)
        },
      }
    },
    /** An answer arrived: the silence, if there was one, is over. */
    heard(key: string): void {
      heardAt.set(key, now())
    },
  }
}
