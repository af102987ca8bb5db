import { StatCard } from '@/components/data/stat-card'
import { StatRow } from '@/components/data/stat-row'
import { Ago } from '@/components/ui/ago'
import { UnknownValue } from '@/components/ui/unknown-value'
import type { BrokerDetail } from '@/lib/brokers/schema'
import { byteRate, bytes, count, percent, plural } from '@/lib/format'
import { P99, RoundTrip } from './broker-columns'
import { DISK_WARNING, P99_WARNING_MS, runwayWords } from './broker-words'

const p99Label = (broker: BrokerDetail): string => {
  if (broker.requestP99Ms === null) {
    return `Produce p99; ${broker.requestP99Reason ?? 'not measured: add a metrics endpoint'}`
  }
  return `Produce p99, by ${broker.requestP99Source ?? 'metrics'}`
}

const diskLabel = (broker: BrokerDetail): string =>
  [
    'of its fullest log dir',
    broker.diskTotalBytes === null ? '' : `${bytes(broker.diskTotalBytes)} in all`,
    runwayWords(broker.diskRunwaySeconds) ?? '',
  ]
    .filter(Boolean)
    .join('; ')

const known = (value: string | null, reason: string) => value ?? <UnknownValue reason={reason} />

/** The key figures of a broker, each with its source or the reason it has none. */
export const BrokerFacts = ({ broker }: { broker: BrokerDetail }) => {
  const why = broker.failure ?? 'not told yet'
  const noMetrics = broker.requestP99Reason ?? 'not measured: add a metrics endpoint'
  return (
    <StatRow>
      <StatCard
        value={known(broker.diskUsedPercent === null ? null : percent(broker.diskUsedPercent), why)}
        label={diskLabel(broker)}
        tone={(broker.diskUsedPercent ?? 0) > DISK_WARNING ? 'warning' : null}
      />
      <StatCard
        value={<P99 broker={broker} />}
        label={p99Label(broker)}
        tone={(broker.requestP99Ms ?? 0) > P99_WARNING_MS ? 'warning' : null}
      />
      <StatCard value={<RoundTrip broker={broker} />} label="round trip of our own requests" />
      <StatCard
        value={known(broker.leaders === null ? null : count(broker.leaders), why)}
        label={
          broker.notPreferred
            ? `partitions led; ${plural(broker.notPreferred, 'more', 'more')} preferred here`
            : 'partitions led'
        }
      />
      <StatCard
        value={known(broker.replicas === null ? null : count(broker.replicas), why)}
        label={
          broker.outOfSync
            ? `replicas; ${count(broker.outOfSync)} out of sync`
            : broker.outOfSync === 0
              ? 'replicas, all in sync'
              : 'replicas'
        }
        tone={broker.outOfSync ? 'warning' : null}
      />
      {broker.bytesInPerSecond === null && broker.bytesOutPerSecond === null ? null : (
        <StatCard
          value={`${byteRate(broker.bytesInPerSecond)} in`}
          label={`${byteRate(broker.bytesOutPerSecond)} out`}
        />
      )}
      {broker.handlerIdleRatio === null ? null : (
        <StatCard
          value={known(percent(broker.handlerIdleRatio * 100), noMetrics)}
          label="request handlers idle"
        />
      )}
      <StatCard value={<Ago at={broker.lastAnsweredAt} />} label="last answered" />
    </StatRow>
  )
}
