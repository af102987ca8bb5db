import { brokerDisk } from '../brokers/rules.ts'
import type { BrokerSnapshot } from '../snapshot/schema.ts'
import { listed, percent } from '../words.ts'
import { CHECKS, type CheckInput, type Finding } from './checks-state.ts'
import type { Offender } from './schema.ts'

const oldest = (times: (number | null)[]): number | null => {
  const known = times.filter((at) => at !== null)
  return known.length === 0 ? null : Math.min(...known)
}

const worstFirst = (a: Offender, b: Offender) => (b.value ?? -1) - (a.value ?? -1)

/**
 * Disk used, worst log dir of each broker: > 75 % is a warning, an offline dir critical. A broker
 * whose dirs are not known makes an otherwise good check unknown, with what was last known.
 */
export const checkDisk = ({ snapshot }: CheckInput): Finding => {
  const limit = CHECKS.broker_disk.warning ?? 75
  const offenders: Offender[] = []
  const blind: string[] = []
  const times: (number | null)[] = []
  let value: number | null = null
  for (const broker of snapshot.brokers) {
    const disk = brokerDisk(broker)
    if (disk.observedAt !== null) times.push(disk.observedAt)
    if (disk.usedPercent !== null) value = Math.max(value ?? 0, disk.usedPercent)
    for (const dir of disk.offline) {
      const text = `log dir ${dir.path} is offline: ${dir.error}`
      offenders.push(on(broker, 'log_dir', null, text, 'critical'))
    }
    if (disk.worst && (disk.usedPercent ?? 0) > limit) {
      const text = `${percent(disk.usedPercent)} of ${disk.worst.path} used`
      offenders.push(on(broker, 'broker', disk.usedPercent, text, 'warning'))
    }
    if (disk.reason !== null || disk.unknown.length > 0) blind.push(unseen(broker))
  }
  const offline = offenders.some((one) => one.status === 'critical')
  const status = offline
    ? 'critical'
    : offenders.length > 0
      ? 'warning'
      : blind.length > 0 || snapshot.brokers.length === 0
        ? 'unknown'
        : 'ok'
  const order = (one: Offender) => (one.status === 'critical' ? 0 : 1)
  return {
    status,
    value,
    atLeast: blind.length > 0 && value !== null,
    source: 'protocol',
    observedAt: oldest(times),
    reason: blind.length > 0 ? listed(blind) : null,
    offenders: offenders.sort((a, b) => order(a) - order(b) || worstFirst(a, b)),
  }
}

const unseen = (broker: BrokerSnapshot): string => {
  const disk = brokerDisk(broker)
  const why =
    disk.reason ?? `broker ${broker.id} does not tell the size of ${disk.unknown[0]?.path}`
  const what =
    why === `broker ${broker.id} does not answer` ? `${why}: its log dirs are not known` : why
  return disk.lastPercent === null ? what : `${what}, last ${percent(disk.lastPercent)}`
}

const on = (
  broker: BrokerSnapshot,
  kind: 'broker' | 'log_dir',
  value: number | null,
  text: string,
  status: Offender['status'],
): Offender => ({
  kind,
  name: String(broker.id),
  topic: null,
  partition: null,
  value,
  text,
  status,
})

/** A scrape older than this many ticks says nothing about now. */
const STALE_TICKS = 4

/**
 * Request latency: p99 of Produce TotalTimeMs > 100 ms is a warning, the worst broker counts
 * (percentiles cannot be averaged). The protocol does not tell it, so without a metrics endpoint it is
 * not measured, and a broker whose endpoint is silent makes an otherwise good check unknown.
 */
export const checkLatency = ({ snapshot, metricsConfigured }: CheckInput): Finding => {
  const nothing = { value: null, source: null, observedAt: null, offenders: [] }
  if (!metricsConfigured) {
    return { ...nothing, status: 'not_measured', reason: 'not measured: add a metrics endpoint' }
  }
  const limit = CHECKS.request_latency_p99.warning ?? 100
  const offenders: Offender[] = []
  const silent: string[] = []
  const sources = new Set<string>()
  const times: (number | null)[] = []
  let value: number | null = null
  for (const broker of snapshot.brokers) {
    const metrics = fresh(broker, snapshot.observedAt, snapshot.tickMs)
    if (!metrics) {
      silent.push(`broker ${broker.id}: ${broker.metrics.reason ?? 'its metrics are not known'}`)
      continue
    }
    sources.add(metrics.source)
    times.push(broker.metrics.observedAt)
    const p99 = metrics.produceP99Ms
    if (p99 === null) continue
    value = Math.max(value ?? 0, p99)
    if (p99 > limit) {
      const text = `Produce p99 ${Math.round(p99)}\u00a0ms`
      offenders.push(on(broker, 'broker', p99, text, 'warning'))
    }
  }
  const idle = value === null && silent.length === 0
  const status =
    offenders.length > 0 ? 'warning' : silent.length > 0 ? 'unknown' : idle ? 'not_measured' : 'ok'
  return {
    status,
    value,
    atLeast: silent.length > 0 && value !== null,
    source: sources.size > 0 ? [...sources].sort().join('+') : null,
    observedAt: oldest(times),
    reason: silent.length > 0 ? listed(silent) : idle ? 'no produce requests flow' : null,
    offenders: offenders.sort(worstFirst),
  }
}

const fresh = (broker: BrokerSnapshot, at: number, tickMs: number) => {
  const { value, observedAt } = broker.metrics
  if (!value || observedAt === null) return null
  return at - observedAt <= Math.max(STALE_TICKS * tickMs, 60_000) ? value : null
}
