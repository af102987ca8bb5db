import type { Status } from '@/components/ui/status-shape'
import type { BrokerItem } from '@/lib/brokers/schema'
import { milliseconds, percent, plural } from '@/lib/format'
import { roughDuration } from '@/lib/words'

/** The guide: disk usage over 75 % is a warning, request p99 over 100 ms too. */
export const DISK_WARNING = 75
export const P99_WARNING_MS = 100

/** How a broker is, worst first: gone from the cluster, silent to us, a dir offline, replicas behind, disk. */
export const brokerState = (broker: BrokerItem): { status: Status; words: string } => {
  if (broker.fenced) return { status: 'critical', words: 'Fenced' }
  if (broker.logDirs.some((dir) => dir.error !== null)) {
    return { status: 'critical', words: 'Log dir offline' }
  }
  if (broker.reachable === false) {
    // What we cannot reach may be well; what the others dropped from the ISR is not.
    return { status: broker.outOfSync ? 'critical' : 'unknown', words: 'Not answering' }
  }
  if ((broker.diskUsedPercent ?? 0) > DISK_WARNING) {
    return { status: 'warning', words: `Disk ${percent(broker.diskUsedPercent)}` }
  }
  if ((broker.requestP99Ms ?? 0) > P99_WARNING_MS) {
    return { status: 'warning', words: `Produce p99 ${milliseconds(broker.requestP99Ms)}` }
  }
  if ((broker.outOfSync ?? 0) > 0) {
    return { status: 'warning', words: `${plural(broker.outOfSync ?? 0, 'replica')} out of sync` }
  }
  if (broker.reachable === null) return { status: 'unknown', words: 'Not asked yet' }
  return { status: 'ok', words: 'up' }
}

const severity: Status[] = ['critical', 'unknown', 'warning', 'pending', 'not_measured', 'ok']

/** The broker in the worst state, or null when all are up. */
export const worstBroker = (brokers: readonly BrokerItem[]): BrokerItem | null => {
  const rank = (broker: BrokerItem) => severity.indexOf(brokerState(broker).status)
  const [worst] = [...brokers].sort((a, b) => rank(a) - rank(b) || a.id - b.id)
  return worst && brokerState(worst).status !== 'ok' ? worst : null
}

/** The sentence over the list; `emphasis` is drawn in the colour of `status`. */
export const brokersHeadline = (
  brokers: readonly BrokerItem[],
): { text: string; emphasis: string; status: Status } => {
  const up = brokers.filter((broker) => broker.reachable === true && !broker.fenced).length
  const worst = worstBroker(brokers)
  if (brokers.length === 0) return { text: 'No brokers', emphasis: '', status: 'ok' }
  const text = `${up} of ${plural(brokers.length, 'broker')} ${up === 1 ? 'is' : 'are'} answering.`
  if (!worst) {
    return { text: `${plural(brokers.length, 'broker')}, all up`, emphasis: '', status: 'ok' }
  }
  const state = brokerState(worst)
  const why = worst.failure && worst.reachable === false ? `: ${worst.failure}` : ''
  const words = state.words.charAt(0).toLowerCase() + state.words.slice(1)
  return { text, emphasis: `Broker ${worst.id}: ${words}${why}.`, status: state.status }
}

/**
 * By how many percent a broker's count differs from the mean of those known; null below 10 percent,
 * with fewer than two known, or when it is not known itself.
 */
export const skewPercent = (
  value: number | null,
  all: readonly (number | null)[],
): number | null => {
  const known = all.filter((one): one is number => one !== null)
  const mean = known.reduce((sum, one) => sum + one, 0) / known.length
  if (value === null || known.length < 2 || mean === 0) return null
  const skew = Math.round((value / mean - 1) * 100)
  return Math.abs(skew) >= 10 ? skew : null
}

/** "full in ≈ 31 d", or null when it is not foreseeable. */
export const runwayWords = (seconds: number | null): string | null =>
  seconds === null ? null : `full in ≈\u00a0${roughDuration(seconds)}`
