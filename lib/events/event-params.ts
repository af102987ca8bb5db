import type { TimeRange } from '../charts/time-range.ts'

/** What the panel of events asks for; the page that seeds it must ask for the same. */
export const eventParams = (range: TimeRange) => ({ from: range.from, to: range.to, limit: 60 })
