import type { ClusterConfig, MetricsConfig } from '../config/schema.ts'
import type { BrokerMetrics, Millis, Observed } from '../snapshot/schema.ts'
import { readEndpoint } from './endpoints.ts'
import { measure, type TimedReading } from './measure.ts'
import { askPrometheus, type PrometheusConfig } from './prometheus.ts'

type Answers = Map<number, Observed<BrokerMetrics>>

export type Scraper = {
  /**
   * Scrapes the brokers' metrics, all at once.
   * @param deadlineMs for each endpoint; none waits longer
   * @param now epoch milliseconds at the start
   * @returns an entry for every id asked; never rejects: what failed is null with its reason and the
   *   last known value
   */
  scrape(brokerIds: number[], deadlineMs: number, now: Millis): Promise<Answers>
}

/** Keeps what was last known of each broker, so that a failure can show it with its age. */
function memory() {
  const known = new Map<number, { value: BrokerMetrics; observedAt: Millis }>()
  return {
    found(id: number, value: BrokerMetrics, observedAt: Millis): Observed<BrokerMetrics> {
      known.set(id, { value, observedAt })
      return { value, observedAt, reason: null, last: null }
    },
    missing: (id: number, reason: string): Observed<BrokerMetrics> => {
      const last = known.get(id) ?? null
      return { value: null, observedAt: null, reason, last }
    },
  }
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function endpointScraper(config: Extract<MetricsConfig, { kind: 'endpoints' }>): Scraper {
  const { found, missing } = memory()
  const before = new Map<number, TimedReading>()
  const one = async (id: number, deadlineMs: number, now: Millis) => {
    const address = config.byBroker[id]
    if (!address) return missing(id, 'not measured: no metrics endpoint is set for this broker')
    try {
      const reading = await readEndpoint(address, deadlineMs, now)
      const value = measure('jmx', reading, before.get(id) ?? null)
      before.set(id, reading)
      return found(id, value, reading.at)
    } catch (error) {
      return missing(id, `the metrics endpoint failed: ${words(error)}`)
    }
  }
  return {
    scrape: async (ids, deadlineMs, now) =>
      new Map(
        await Promise.all(ids.map(async (id) => [id, await one(id, deadlineMs, now)] as const)),
      ),
  }
}

function prometheusScraper(config: PrometheusConfig): Scraper {
  const { found, missing } = memory()
  return {
    async scrape(ids, deadlineMs) {
      const answer = await askPrometheus(config, deadlineMs).catch((error: unknown) => words(error))
      const one = (id: number): Observed<BrokerMetrics> => {
        if (typeof answer === 'string')
          return missing(id, `the Prometheus server failed: ${answer}`)
        const reading = answer.readings.get(id)
        if (reading)
          return found(id, measure('prometheus', reading.last, reading.before), reading.last.at)
        const strays = answer.unmatched.slice(0, 3).join(', ')
        const hint = strays ? `; ${config.brokerLabel} ${strays} is no known broker` : ''
        return missing(id, `the Prometheus server has no recent series of this broker${hint}`)
      }
      return new Map(ids.map((id) => [id, one(id)]))
    },
  }
}

/** A scraper for one cluster, which remembers counters between scrapes; null where no metrics are configured. */
export function createScraper(config: Pick<ClusterConfig, 'metrics'>): Scraper | null {
  if (!config.metrics) return null
  return config.metrics.kind === 'endpoints'
    ? endpointScraper(config.metrics)
    : prometheusScraper(config.metrics)
}
