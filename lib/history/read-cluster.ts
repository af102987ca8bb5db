import type pg from 'pg'
import { readTransaction } from '../db/pool.ts'
import { AT_LEAST, answerOf, boundedRange, type Draft, emptyAnswer } from './answer.ts'
import { splitSum, sumOf } from './derive.ts'
import {
  type ClusterRef,
  type FoundSeries,
  findClusterKey,
  findSeries,
  seriesByKeys,
} from './find-series.ts'
import { outagesWithin } from './outages.ts'
import { readTracks, type TrackSet } from './read-tracks.ts'
import type { HistoryAnswer, HistoryRange } from './schema.ts'
import { mergeTops, type Top } from './top.ts'
import type { Tracks } from './tracks.ts'

/** Series drawn by name; the rest are `others`. */
const NAMED = 8

export type ClusterMetric = 'lag' | 'records' | 'disk'

/** The largest groups and topics anywhere in a range, from the rankings kept with polls, hours and days. */
const rankings = async (
  client: pg.ClientBase,
  clusterKey: number,
  range: HistoryRange,
): Promise<Top> => {
  const tables = ['tick AS t', 'hour AS t', 'day AS t']
  const columns = { 'tick AS t': 'at', 'hour AS t': 'hour', 'day AS t': 'day' } as const
  const spans = { 'tick AS t': 0, 'hour AS t': 3_600_000, 'day AS t': 86_400_000 } as const
  const tops: Top[] = []
  for (const table of tables as (keyof typeof columns)[]) {
    const { rows } = await client.query<{ top: Top }>(
      `SELECT top FROM history.${table}
       WHERE cluster_key = $1 AND ${columns[table]} > $2 AND ${columns[table]} <= $3`,
      [clusterKey, new Date(range.from - spans[table]), new Date(range.to)],
    )
    tops.push(...rows.map((row) => row.top))
  }
  return mergeTops(tops)
}

const nameOf = (series: FoundSeries): string =>
  series.kind === 'topic' ? series.name : series.subject

/** What is left of the total; never below zero, where total and parts were measured apart. */
const othersOf = (total: Float64Array, named: readonly (Float64Array | undefined)[]) => {
  const sum = sumOf(
    total.length,
    named.flatMap((values) => values ?? []),
  )
  return total.map((value, i) => Math.max(0, value - (sum[i] || 0)))
}

/** A group's lag where all of it was known; a topic's rate as it is. */
const wholeOf = (tracks: Tracks, gauge: string): Float64Array | undefined => {
  const { unknownPartitions, aheadPartitions } = tracks
  const silent = (i: number) => (unknownPartitions?.[i] || 0) - (aheadPartitions?.[i] || 0)
  return splitSum(tracks[gauge], silent).whole
}

const byRank = async (
  client: pg.ClientBase,
  clusterKey: number,
  range: HistoryRange,
  metric: 'lag' | 'records',
  cluster: FoundSeries,
) => {
  const ranked = (await rankings(client, clusterKey, range))[metric].slice(0, NAMED)
  const found = await seriesByKeys(
    client,
    ranked.map(([key]) => key),
  )
  const named = ranked.flatMap(([key]) => found.find((series) => series.key === key) ?? [])
  const gauge = metric === 'lag' ? 'lagMessages' : 'recordsPerSecond'
  const unit = metric === 'lag' ? 'messages' : 'records_per_second'
  const drafts = (set: TrackSet): Draft[] => {
    const total = set.tracks.get(cluster.key)?.[gauge] ?? new Float64Array()
    const parts = named.map((series) => wholeOf(set.tracks.get(series.key) ?? {}, gauge))
    const incomplete = set.tracks.get(cluster.key)?.groupsIncomplete
    const sum = splitSum(total, (i) => (metric === 'lag' ? incomplete?.[i] || 0 : 0))
    return [
      { key: 'known', unit, values: total, presence: true },
      { key: 'total', unit, values: sum.whole },
      { key: AT_LEAST, unit, values: sum.atLeast, optional: true },
      ...named.map((s, i): Draft => ({ key: nameOf(s), unit, values: parts[i], optional: true })),
      { key: 'others', unit, values: othersOf(sum.whole ?? total, parts), optional: true },
    ]
  }
  return { specs: [cluster, ...named], drafts }
}

const diskByBroker = async (client: pg.ClientBase, clusterKey: number, cluster: FoundSeries) => {
  const dirs = await findSeries(client, clusterKey, 'log_dir')
  const brokers = [...new Set(dirs.map((dir) => dir.subject))]
  brokers.sort((a, b) => Number(a) - Number(b))
  const worst = (set: TrackSet, broker: string) => {
    const values = new Float64Array(set.times.length).fill(Number.NaN)
    for (const dir of dirs.filter((d) => d.subject === broker)) {
      const { totalBytes, usableBytes } = set.tracks.get(dir.key) ?? {}
      totalBytes?.forEach((bytes, i) => {
        const used = (100 * (bytes - (usableBytes?.[i] ?? Number.NaN))) / bytes
        if (!(used <= (values[i] as number)) && !Number.isNaN(used)) values[i] = used
      })
    }
    return values
  }
  const drafts = (set: TrackSet): Draft[] =>
    brokers.map((broker) => ({
      key: `broker:${broker}`,
      unit: 'percent',
      values: worst(set, broker),
    }))
  return { specs: [cluster, ...dirs], drafts }
}

/**
 * History of a cluster. `lag`: `total`, the eight groups that lagged most within the range, `others`;
 * `records`: the same by topic, per second; `disk`: `broker:<id>`, percent used of its worst log dir.
 */
export const clusterHistory = async (
  pool: pg.Pool,
  subject: ClusterRef & { metric: ClusterMetric },
  range: HistoryRange,
): Promise<HistoryAnswer> => {
  const bounded = boundedRange(range)
  return readTransaction(pool, async (client) => {
    const clusterKey = await findClusterKey(client, subject)
    const [cluster] = clusterKey === null ? [] : await findSeries(client, clusterKey, 'cluster', '')
    if (clusterKey === null || !cluster) return emptyAnswer(bounded, 'no history of this cluster')
    const { metric } = subject
    const { specs, drafts } =
      metric === 'disk'
        ? await diskByBroker(client, clusterKey, cluster)
        : await byRank(client, clusterKey, bounded, metric, cluster)
    const set = await readTracks(client, clusterKey, specs, bounded)
    const outages = await outagesWithin(client, subject.clusterId, bounded.from, bounded.to)
    return answerOf(set, drafts(set), outages, bounded, Date.now())
  })
}
