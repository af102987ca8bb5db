import type { ClusterItem } from '@/lib/clusters/schema'
import { count, plural, UNKNOWN } from '@/lib/format'

export type FleetHeadline = {
  status: 'critical' | 'warning' | 'unknown' | 'ok'
  emphasis: string
  rest: string
  detail: string
}

/**
 * The fleet in one sentence, worst first: "2 clusters are critical, 1 cannot be seen." and the worst
 * cluster's own sentence. `clusters` come ranked, worst first.
 */
export const fleetHeadline = (clusters: ClusterItem[]): FleetHeadline => {
  const having = (status: ClusterItem['status']) =>
    clusters.filter((cluster) => cluster.status === status).length
  const critical = having('critical')
  const unseen = having('unknown')
  const warning = having('warning')
  const parts: string[] = []
  if (critical > 0) parts.push(`${plural(critical, 'cluster')} ${is(critical)} critical`)
  if (unseen > 0) {
    parts.push(
      parts.length > 0 ? `${unseen} cannot be seen` : `${plural(unseen, 'cluster')} cannot be seen`,
    )
  }
  if (parts.length === 0 && warning > 0) {
    parts.push(`${plural(warning, 'cluster')} ${warning === 1 ? 'has' : 'have'} warnings`)
  }
  const [worst] = clusters
  const good =
    clusters.length === 1
      ? `${worst?.name} is within the thresholds.`
      : `All ${count(clusters.length)} clusters are within the thresholds.`
  return {
    status: critical > 0 ? 'critical' : unseen > 0 ? 'unknown' : warning > 0 ? 'warning' : 'ok',
    emphasis: parts.length > 0 ? `${parts.join(', ')}.` : '',
    rest: parts.length > 0 && worst ? `${worst.name}: ${firstSentence(sentence(worst))}` : good,
    detail: fleetDetail(clusters),
  }
}

const is = (n: number) => (n === 1 ? 'is' : 'are')

/** A cluster's own headline as one text, with its full stop. */
export const sentence = (cluster: Pick<ClusterItem, 'headline'>): string => {
  const text = `${cluster.headline.emphasis} ${cluster.headline.rest}`.trim()
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** Its worst part alone: the text up to the first full stop that ends a sentence. */
const firstSentence = (text: string): string => /^.*?[.!?](?= |$)/.exec(text)?.[0] ?? text

/** "9 clusters, 46 of 58 brokers answering, 612 groups." An unknown part makes its sum a lower bound. */
const fleetDetail = (clusters: ClusterItem[]): string => {
  const sum = (pick: (cluster: ClusterItem) => number | null) => {
    const known = clusters.map(pick).filter((value): value is number => value !== null)
    if (known.length === 0) return UNKNOWN
    const total = count(known.reduce((a, b) => a + b, 0))
    return known.length < clusters.length ? `at least ${total}` : total
  }
  return `${plural(clusters.length, 'cluster')}, ${sum((one) => one.brokersUp)} of ${sum((one) => one.brokersTotal)} brokers answering, ${sum((one) => one.groups)} groups.`
}

const statusRank: Record<ClusterItem['status'], number> = {
  critical: 0,
  unknown: 1,
  warning: 2,
  pending: 3,
  ok: 4,
  not_measured: 5,
}
const environmentRank = (environment: string) => (/^prod|^live/i.test(environment) ? 0 : 1)

/** What hurts most first; within a status production first, then by name. */
export const byPain = (a: ClusterItem, b: ClusterItem): number =>
  statusRank[a.status] - statusRank[b.status] ||
  environmentRank(a.environment) - environmentRank(b.environment) ||
  a.name.localeCompare(b.name)
