import { indexSnapshot, isDown } from '../groups/snapshot-index.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import type { BrokerMetrics, BrokerSnapshot } from '../snapshot/schema.ts'
import { isoOf } from '../times.ts'
import { brokerCounts, brokerDisk, isController } from './rules.ts'
import type { BrokerItem } from './schema.ts'

export const NOT_MEASURED = 'not measured: add a metrics endpoint'

/** Seconds until each broker's worst log dir is full, by broker id; a broker absent is not foreseeable. */
export type Runways = ReadonlyMap<number, number>

/** What a broker's endpoint said, or why it said nothing. A dead broker's last scrape is not its present. */
function latency(
  broker: BrokerSnapshot,
  measured: boolean,
): { metrics: BrokerMetrics | null; reason: string | null } {
  if (!measured) return { metrics: null, reason: NOT_MEASURED }
  if (isDown(broker)) return { metrics: null, reason: broker.failure ?? 'does not answer' }
  const metrics = broker.metrics.value
  if (metrics === null) return { metrics, reason: broker.metrics.reason ?? 'not scraped yet' }
  return { metrics, reason: metrics.produceP99Ms === null ? metrics.produceP99Reason : null }
}

/** What a record says of one broker. `measured`: a metrics endpoint is configured. */
export function brokerItem(
  record: LiveRecord,
  broker: BrokerSnapshot,
  options: { measured: boolean; runways: Runways },
): BrokerItem {
  const { snapshot } = record
  const disk = brokerDisk(broker)
  const counts = brokerCounts(snapshot).get(broker.id)
  const { metrics, reason } = latency(broker, options.measured)
  return {
    id: broker.id,
    host: broker.host,
    port: broker.port,
    rack: broker.rack,
    reachable: isDown(broker) ? false : broker.reachable,
    fenced: broker.fenced,
    isController: isController(snapshot, broker.id),
    leaders: counts?.leaders ?? 0,
    replicas: counts?.replicas ?? 0,
    outOfSync: counts?.outOfSync ?? 0,
    notPreferred: counts?.notPreferred ?? 0,
    logDirs: disk.dirs,
    diskTotalBytes: disk.totalBytes,
    diskUsedBytes: disk.usedBytes,
    diskUsedPercent: disk.usedPercent,
    diskObservedAt: isoOf(disk.observedAt),
    diskLastPercent: disk.lastPercent,
    diskRunwaySeconds: options.runways.get(broker.id) ?? null,
    requestP99Ms: metrics?.produceP99Ms ?? null,
    requestP99Reason: reason,
    requestP99Source: metrics?.source ?? null,
    roundTripMs: isDown(broker) ? null : broker.roundTripMs,
    bytesInPerSecond: metrics?.bytesInPerSecond ?? null,
    bytesOutPerSecond: metrics?.bytesOutPerSecond ?? null,
    handlerIdleRatio: metrics?.handlerIdleRatio ?? null,
    lastAnsweredAt: isoOf(broker.lastAnsweredAt),
    failingSince: isoOf(broker.failingSince),
    failure: broker.failure,
  }
}

/** The broker of a number, or null. */
export const findBroker = (record: LiveRecord, id: number): BrokerSnapshot | null =>
  indexSnapshot(record.snapshot).brokers.get(id) ?? null
