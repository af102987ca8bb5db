import type { BrokerMetrics, Millis } from '../snapshot/schema.ts'
import type { Reading } from './names.ts'

/** A broker's values and when they were true. */
export type TimedReading = { at: Millis; values: Reading }

/** Two readings further apart say nothing about now. */
const OLDEST_PAIR_MS = 5 * 60_000

/** Growth of a counter; a restarted counter (it fell) has grown by what it shows. Null when unknown. */
const growth = (now: number | null, before: number | null): number | null => {
  if (now === null || before === null) return null
  return now < before ? now : now - before
}

/** Growth a second; null over a restart, where part of the growth is lost. */
const perSecond = (now: number | null, before: number | null, ms: number): number | null =>
  now === null || before === null || now < before ? null : ((now - before) * 1000) / ms

/**
 * p99 of Produce TotalTimeMs, only where requests flowed between the readings: Kafka's reservoir
 * decays by updates, so after the last request its percentiles freeze and would never clear.
 */
function produceP99(
  now: Reading,
  before: Reading | null,
): Pick<BrokerMetrics, 'produceP99Ms' | 'produceP99Reason'> {
  const unknown = (reason: string) => ({ produceP99Ms: null, produceP99Reason: reason })
  if (now.produceP99Ms === null) return unknown('the endpoint has no p99 of Produce TotalTimeMs')
  if (now.produceRequests === null) {
    // RequestsPerSec does not exist before the first request, and an empty reservoir reads 0.
    if (now.produceP99Ms === 0) return unknown('no produce requests flow')
    return unknown('the endpoint does not count produce requests, so a frozen p99 would look alive')
  }
  if (!before) return unknown('known from the second scrape on')
  // A counter that was not there before had counted nothing.
  const flowed = growth(now.produceRequests, before.produceRequests ?? 0)
  if (!flowed) return unknown('no produce requests flow')
  return { produceP99Ms: now.produceP99Ms, produceP99Reason: null }
}

/** Idle share of the request handlers, 0 to 1: the gauge, else the growth of the meter's nanoseconds. */
function handlerIdle(now: Reading, before: Reading | null, ms: number): number | null {
  const nanos = perSecond(now.handlerIdleNanos, before?.handlerIdleNanos ?? null, ms)
  const ratio = now.handlerIdleRatio ?? (nanos === null ? null : nanos / 1e9)
  // A little over 1 is Kafka's own rounding; far over it, the name stood for another attribute.
  if (ratio === null || ratio < 0 || ratio > 1.5) return null
  return Math.min(1, ratio)
}

/**
 * What a reading says beside the one before it. Rates are per second, the p99 milliseconds; a rate
 * that cannot be told (first reading, restart, too long ago) is null.
 */
export function measure(
  source: BrokerMetrics['source'],
  reading: TimedReading,
  previous: TimedReading | null,
): BrokerMetrics {
  const { values: now } = reading
  const ms = previous ? reading.at - previous.at : 0
  const before = previous && ms > 0 && ms <= OLDEST_PAIR_MS ? previous.values : null
  return {
    source,
    ...produceP99(now, before),
    produceRequests: now.produceRequests,
    bytesInPerSecond: perSecond(now.bytesIn, before?.bytesIn ?? null, ms),
    bytesOutPerSecond: perSecond(now.bytesOut, before?.bytesOut ?? null, ms),
    bytesIn: now.bytesIn,
    bytesOut: now.bytesOut,
    handlerIdleRatio: handlerIdle(now, before, ms),
    isrShrinks: now.isrShrinks,
    underReplicatedPartitions: now.underReplicatedPartitions,
  }
}
