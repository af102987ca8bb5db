import type { Check, CheckName } from '@/lib/clusters/schema'
import { compact, count, milliseconds, percent } from '@/lib/format'
import { paths } from '@/lib/paths'

/** The name of a check on its tile, and shorter in the strip's heading. */
export const checkTitle: Record<CheckName, string> = {
  consumer_lag: 'Consumer lag',
  under_replicated_partitions: 'Under-repl.',
  offline_partitions: 'Offline',
  isr_shrink: 'ISR shrink',
  active_controller: 'Controller',
  request_latency_p99: 'Produce p99',
  broker_disk: 'Disk',
}
export const checkLongTitle: Record<CheckName, string> = {
  ...checkTitle,
  active_controller: 'Active controller',
  under_replicated_partitions: 'Under-replicated partitions',
  offline_partitions: 'Offline partitions',
  request_latency_p99: 'Produce request p99',
  broker_disk: 'Disk of brokers',
}
export const checkShortTitle: Record<CheckName, string> = {
  consumer_lag: 'lag',
  under_replicated_partitions: 'replicas',
  offline_partitions: 'offline',
  isr_shrink: 'ISR',
  active_controller: 'controller',
  request_latency_p99: 'p99',
  broker_disk: 'disk',
}

/** A value as the check measures it: `104.6k`, `17`, `38 ms`, `52 %`. */
const inUnit = (value: number | null, unit: Check['unit']): string => {
  if (unit === 'ms') return milliseconds(value)
  if (unit === 'percent') return percent(value)
  return unit === 'messages' ? compact(value) : count(value)
}

/** The large value of a tile, `≥` before a lower bound, and the words after it. */
export const checkValue = (check: Check): { value: string; unit: string } => {
  const bound = check.atLeast && check.value !== null ? '≥\u00a0' : ''
  return { value: `${bound}${inUnit(check.value, check.unit)}`, unit: unitWord(check) }
}

/** The value with all its digits, where the tile shortens it. */
export const checkExact = ({ value, unit }: Check): string | undefined =>
  unit === 'messages' && value !== null && value >= 1000 ? `${count(value)} messages` : undefined

const unitWord = ({ unit, value, offenders: [worst] }: Check): string => {
  if (worst?.kind === 'broker' || worst?.kind === 'log_dir') {
    if (unit === 'ms' || unit === 'percent') return `broker ${worst.name}`
  }
  if (value === null || unit === 'controllers') return ''
  if (unit === 'partitions') return value === 1 ? 'partition' : 'partitions'
  if (unit === 'messages') return 'worst'
  return unit === 'ms' ? 'slowest' : 'fullest'
}

/**
 * What the value is judged by. The reason of the server wins: it says why something is pending,
 * unknown or not measured.
 */
export const checkRule = (check: Check): string => {
  if (check.reason !== null && check.status !== 'ok') return check.reason
  if (check.check === 'active_controller') return 'must be 1'
  if (check.check === 'isr_shrink') return 'any shrink is critical'
  if (check.unit === 'partitions') {
    return check.check === 'under_replicated_partitions'
      ? 'none for more than 5 min'
      : 'none allowed'
  }
  const level = (value: number | null) => inUnit(value, check.unit)
  if (check.status === 'critical' && check.critical !== null) return `over ${level(check.critical)}`
  if (check.status === 'warning' && check.warning !== null) return `over ${level(check.warning)}`
  if (check.warning !== null) return `warning over ${level(check.warning)}`
  return check.critical === null ? '' : `critical over ${level(check.critical)}`
}

/** The threshold that a sparkline shows: the one that is next to be crossed. */
export const checkLine = (check: Check): number | null => {
  if (check.unit === 'controllers') return null
  return check.status === 'critical' || check.status === 'warning'
    ? (check.critical ?? check.warning)
    : (check.warning ?? check.critical)
}

/** `protocol+jmx` → `protocol, JMX`. */
export const sourceWords = (source: string | null): string =>
  source === null
    ? 'no source'
    : source
        .split('+')
        .map((part) => (part === 'jmx' ? 'JMX' : part === 'prometheus' ? 'Prometheus' : part))
        .join(', ')

/** The page of what a check names: a group, a topic, a broker. */
export const offenderHref = (
  clusterId: string,
  offender: Check['offenders'][number],
): string | null => {
  if (offender.kind === 'group') return paths.group(clusterId, offender.name)
  if (offender.kind === 'topic') return paths.topic(clusterId, offender.name)
  if (offender.kind === 'partition') {
    return paths.topic(clusterId, offender.topic ?? offender.name)
  }
  const broker = Number(offender.name)
  return Number.isInteger(broker) ? paths.broker(clusterId, broker) : null
}

/** `orders.created-3` for a partition, else the plain name. */
export const offenderName = (offender: Check['offenders'][number]): string => {
  if (offender.kind === 'broker' || offender.kind === 'log_dir') return `broker ${offender.name}`
  if (offender.kind !== 'partition' || offender.partition === null) return offender.name
  return `${offender.topic ?? offender.name}-${offender.partition}`
}
