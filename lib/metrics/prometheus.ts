import type { MetricsConfig } from '../config/schema.ts'
import { fetchText } from '../http/outbound.ts'
import type { TimedReading } from './measure.ts'
import { knownNames, readingOf } from './names.ts'
import type { Sample } from './parse.ts'

export type PrometheusConfig = Extract<MetricsConfig, { kind: 'prometheus' }>

/** Long enough for two scrapes of a server that scrapes once a minute. */
const WINDOW = '3m'

/**
 * The one query that fetches everything: raw samples with the server's own scrape times, so that
 * ages and rates are those of its scrapes, not of our asking. Per-topic series, other requests and
 * other quantiles are left at the server.
 */
export const queryOf = (config: PrometheusConfig): string => {
  const matchers = [
    `__name__=~"${knownNames.join('|')}"`,
    'topic=""',
    'request=~"Produce|"',
    'quantile=~"0.99|"',
    ...(config.selector ? [config.selector] : []),
  ]
  return `{${matchers.join(',')}}[${WINDOW}]`
}

/** The broker that a label's value means: as configured, the id itself, or the id at its end (`kafka-2`). */
export function brokerOf(value: string, config: PrometheusConfig): number | null {
  const told = config.brokers[value]
  if (told !== undefined) return told
  const id = /^(?:.*-)?(\d{1,9})$/.exec(value)?.[1]
  return id === undefined ? null : Number(id)
}

type Series = { metric: Record<string, string>; values: [number, string][] }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isSeries = (value: unknown): value is Series =>
  isRecord(value) && isRecord(value.metric) && Array.isArray(value.values)

function seriesOf(text: string): Series[] {
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    throw new Error('it does not answer as a Prometheus server')
  }
  const data = isRecord(answer) && answer.status === 'success' ? answer.data : null
  if (!isRecord(data) || data.resultType !== 'matrix' || !Array.isArray(data.result))
    throw new Error('it does not answer as a Prometheus server')
  return data.result.filter(isSeries)
}

/** Samples of the scrape `back` scrapes before the last one (0: the last), with its time. */
function scrapeAt(series: Series[], times: number[], back: number): TimedReading | null {
  const at = times[times.length - 1 - back]
  if (at === undefined) return null
  const samples = series.flatMap(({ metric, values }): Sample[] => {
    const value = values.find(([time]) => time === at)?.[1]
    const { __name__: name, ...labels } = metric
    return value === undefined || name === undefined ? [] : [{ name, labels, value: Number(value) }]
  })
  return { at: Math.round(at * 1000), values: readingOf(samples) }
}

export type PrometheusAnswer = {
  /** The last two scrapes of each broker. */
  readings: Map<number, { last: TimedReading; before: TimedReading | null }>
  /** Values of the broker label that could not be told for a broker, sorted. */
  unmatched: string[]
}

/**
 * Asks the Prometheus server once for all brokers.
 * @throws Error in words fit for a screen
 */
export async function askPrometheus(
  config: PrometheusConfig,
  deadlineMs: number,
): Promise<PrometheusAnswer> {
  const address = new URL(`${config.url.replace(/\/+$/, '')}/api/v1/query`)
  address.searchParams.set('query', queryOf(config))
  const text = await fetchText(address.href, { allowPrivate: true, totalMs: deadlineMs })
  const byLabel = Map.groupBy(seriesOf(text), ({ metric }) => metric[config.brokerLabel] ?? '')
  const readings: PrometheusAnswer['readings'] = new Map()
  const unmatched: string[] = []
  for (const [value, series] of byLabel) {
    const id = brokerOf(value, config)
    // Two targets that claim one broker would be added up: neither is believed.
    if (id === null || readings.has(id)) {
      unmatched.push(value)
      continue
    }
    const times = [...new Set(series.flatMap(({ values }) => values.map(([at]) => at)))].sort(
      (a, b) => a - b,
    )
    const last = scrapeAt(series, times, 0)
    if (last) readings.set(id, { last, before: scrapeAt(series, times, 1) })
  }
  return { readings, unmatched: unmatched.sort() }
}
