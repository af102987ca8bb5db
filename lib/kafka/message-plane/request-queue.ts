import { createRequire } from 'node:module'

type RequestQueue = {
  throttledUntil: number
  pending: unknown[]
  throttleCheckTimeoutId: NodeJS.Timeout | null
  scheduleCheckPendingRequests: () => void
  checkPendingRequests: () => void
}

/**
 * Stops kafkajs's busy loop: since its first answer each connection wakes every millisecond although
 * nothing waits (tulios/kafkajs #1704, #1751; 3 to 7 % of a core idle, and a TimeoutNegativeWarning).
 * The override keeps its meaning: look again only while something is pending or throttled.
 */
export const calmRequestQueue = (): void => {
  const require = createRequire(import.meta.url)
  const queue = require('kafkajs/src/network/requestQueue') as { prototype: RequestQueue }
  queue.prototype.scheduleCheckPendingRequests = function () {
    const wait = this.throttledUntil - Date.now()
    const throttled = wait > 0
    if (!throttled && this.pending.length === 0) return
    this.throttleCheckTimeoutId ??= setTimeout(
      () => {
        this.throttleCheckTimeoutId = null
        this.checkPendingRequests()
      },
      Math.max(throttled ? wait : 10, 10),
    )
  }
}
