import type { Sample } from './parse.ts'

/** What is read of a broker. Counters are since the broker's start. */
export type Quantity =
  | 'produceP99Ms'
  | 'produceRequests'
  | 'bytesIn'
  | 'bytesOut'
  | 'handlerIdleRatio'
  | 'handlerIdleNanos'
  | 'isrShrinks'
  | 'underReplicatedPartitions'

/**
 * One name a quantity goes by. `labels` must be there with these values; `topic` must be absent, as
 * per-topic series repeat the broker's own. Series that differ in other labels (a request's version)
 * are added up.
 */
type Series = { name: string; labels?: Record<string, string> }

const produce = { request: 'Produce' }

/**
 * The names that the common exporter configurations give to Kafka's beans, checked against scrapes
 * of a real broker under each (`fixtures/`). First match wins. Rules of jmx_exporter's kafka-2_0_0 and
 * kafka-kraft-3_0_0 examples and Strimzi's share most names (`_total`); cp-ansible keeps the bean's
 * own `…PerSec`; MSK's open monitoring has the exporter's unruled form, one metric an attribute, the
 * bean's name as a label. Exporters since 1.0 end every counter in `_total`.
 */
const seriesOf: Record<Quantity, Series[]> = {
  produceP99Ms: [
    { name: 'kafka_network_requestmetrics_totaltimems', labels: { ...produce, quantile: '0.99' } },
    {
      name: 'kafka_network_RequestMetrics_99thPercentile',
      labels: { ...produce, name: 'TotalTimeMs' },
    },
  ],
  // The histogram's own count first: it exists from the start, RequestsPerSec only after a request.
  produceRequests: [
    { name: 'kafka_network_requestmetrics_totaltimems_count_total', labels: produce },
    { name: 'kafka_network_requestmetrics_totaltimems_count', labels: produce },
    { name: 'kafka_network_RequestMetrics_Count', labels: { ...produce, name: 'TotalTimeMs' } },
    { name: 'kafka_network_requestmetrics_requests_total', labels: produce },
    { name: 'kafka_network_requestmetrics_requestspersec', labels: produce },
  ],
  bytesIn: [
    { name: 'kafka_server_brokertopicmetrics_bytesin_total' },
    { name: 'kafka_server_brokertopicmetrics_bytesinpersec' },
    { name: 'kafka_server_BrokerTopicMetrics_Count', labels: { name: 'BytesInPerSec' } },
  ],
  bytesOut: [
    { name: 'kafka_server_brokertopicmetrics_bytesout_total' },
    { name: 'kafka_server_brokertopicmetrics_bytesoutpersec' },
    { name: 'kafka_server_BrokerTopicMetrics_Count', labels: { name: 'BytesOutPerSec' } },
  ],
  // cp-ansible's rules give two attributes one name. Exporters before 1.0 end the rate in `_total`,
  // later ones tell it apart by `_objectname`; beside it stands the count, in nanoseconds.
  handlerIdleRatio: [
    { name: 'kafka_server_kafkarequesthandlerpool_requesthandleravgidlepercent_total' },
    {
      name: 'kafka_server_kafkarequesthandlerpool_requesthandleravgidlepercent',
      labels: {
        _objectname:
          'kafka.server<type=KafkaRequestHandlerPool, name=RequestHandlerAvgIdlePercent><>OneMinuteRate',
      },
    },
    { name: 'kafka_server_kafkarequesthandlerpool_requesthandleravgidlepercent' },
    { name: 'kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent' },
    {
      name: 'kafka_server_KafkaRequestHandlerPool_OneMinuteRate',
      labels: { name: 'RequestHandlerAvgIdlePercent' },
    },
  ],
  // Where rules keep only the meter's count: nanoseconds idle, averaged over the handlers.
  handlerIdleNanos: [
    { name: 'kafka_server_kafkarequesthandlerpool_requesthandleravgidlepercent_count_total' },
    { name: 'kafka_server_kafkarequesthandlerpool_requesthandleravgidlepercent_count' },
  ],
  isrShrinks: [
    { name: 'kafka_server_replicamanager_isrshrinks_total' },
    { name: 'kafka_server_replicamanager_isrshrinkspersec' },
    { name: 'kafka_server_ReplicaManager_Count', labels: { name: 'IsrShrinksPerSec' } },
  ],
  underReplicatedPartitions: [
    { name: 'kafka_server_replicamanager_underreplicatedpartitions' },
    { name: 'kafka_server_ReplicaManager_Value', labels: { name: 'UnderReplicatedPartitions' } },
  ],
}

/** Every metric name that is read, to skim a scrape and to ask a Prometheus server for. */
export const knownNames: readonly string[] = [
  ...new Set(Object.values(seriesOf).flatMap((list) => list.map(({ name }) => name))),
]

/** Kafka's values at one moment; null where no series says. */
export type Reading = Record<Quantity, number | null>

const fits = (sample: Sample, { name, labels = {} }: Series): boolean =>
  sample.name === name &&
  sample.labels.topic === undefined &&
  Object.entries(labels).every(([key, value]) => sample.labels[key] === value)

function find(samples: Sample[], quantity: Quantity): number | null {
  for (const series of seriesOf[quantity]) {
    const found = samples.filter((sample) => fits(sample, series))
    // A bean without a value yet reads NaN; that is not known, not zero.
    if (found.length > 0) {
      const sum = found.reduce((total, sample) => total + sample.value, 0)
      return Number.isFinite(sum) ? sum : null
    }
  }
  return null
}

/** What the samples of one broker say, by whichever naming they follow. */
export const readingOf = (samples: Sample[]): Reading =>
  Object.fromEntries(
    (Object.keys(seriesOf) as Quantity[]).map((quantity) => [quantity, find(samples, quantity)]),
  ) as Reading
