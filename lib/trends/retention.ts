/** What decides when a commit meets the log start. Rates in records per second, times in seconds. */
export type RetentionInput = {
  committed: number
  start: number
  consumedPerSecond: number
  /** Age of the record at the commit, exact (not a lower bound), else null. */
  ageSeconds: number | null
  /** Time one record spans around the commit. */
  secondsPerRecord: number | null
  /** retention.ms where the policy deletes and it is limited, else null. */
  retentionSeconds: number | null
  /** Speed of the log start, when it was seen to move; else null. */
  startPerSecond: number | null
}

/** A consumer that moves nearly as fast as time is not on its way to the log start. */
const KEEPS_UP = 0.98

/**
 * Seconds until the commit meets the log start at present rates; null when it is not foreseeable. Two
 * ways to see it coming, the earlier counts: the record at the commit reaches retention.ms (its age
 * grows by a second a second, less what the consumer gains), or the log start, as fast as it was seen
 * to move (by size or time), catches up. Kafka deletes whole segments, so the truth may be somewhat
 * later.
 */
export const secondsToLogStart = (input: RetentionInput): number | null => {
  const found: number[] = []
  const { ageSeconds, retentionSeconds, secondsPerRecord } = input
  if (ageSeconds !== null && retentionSeconds !== null) {
    const progress = input.consumedPerSecond * (secondsPerRecord ?? 0)
    if (progress < KEEPS_UP) {
      found.push(Math.max(0, (retentionSeconds - ageSeconds) / (1 - progress)))
    }
  }
  if (input.startPerSecond !== null && input.startPerSecond > 0) {
    const closing = input.startPerSecond - input.consumedPerSecond
    if (closing > (1 - KEEPS_UP) * input.startPerSecond) {
      found.push(Math.max(0, (input.committed - input.start) / closing))
    }
  }
  return found.length === 0 ? null : Math.min(...found)
}
