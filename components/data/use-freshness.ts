'use client'
import { useClock } from '@/components/ui/clock-provider'
import type { Freshness } from '@/lib/clusters/schema'
import { millis } from '@/lib/format-time'
import { REFRESH_SECONDS } from './refresh-provider'

const rank = { fresh: 0, stale: 1, dead: 2, never: 3 } as const

/**
 * How fresh the data is now: the server's word, or worse when the page has not heard anything for
 * so long that it must be (a dropped network, a server gone).
 */
export const useFreshness = (freshness: Freshness | null): Freshness['state'] => {
  const at = millis(freshness?.observedAt)
  return useClock((now) => {
    if (!freshness || at === null) return 'never'
    // The server judged at its answer; what the page shows may be one more refresh older.
    const age = (now - at) / 1000 - REFRESH_SECONDS
    const seen =
      age >= 5 * freshness.tickSeconds
        ? 'dead'
        : age >= 2 * freshness.tickSeconds
          ? 'stale'
          : 'fresh'
    return rank[seen] > rank[freshness.state] ? seen : freshness.state
  })
}
