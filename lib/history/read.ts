import type pg from 'pg'
import { readTransaction } from '../db/pool.ts'
import { AT_LEAST, answerOf, boundedRange, type Draft, emptyAnswer } from './answer.ts'
import { splitSum } from './derive.ts'
import {
  type ClusterRef,
  findClusterKey,
  findReads,
  findSeries,
  groupTopicSpec,
} from './find-series.ts'
import { outagesWithin } from './outages.ts'
import { readWindow } from './read-hours.ts'
import { readTracks, type TrackSet } from './read-tracks.ts'
import type { HistoryAnswer, HistoryRange } from './schema.ts'
import { refsOf, type TrackSpec, tracksOf } from './tracks.ts'

export { clusterHistory } from './read-cluster.ts'

/** Of a group with more topics the worst are read and drawn; flows, which need all, are left out. */
const MOST_TOPICS = 20
/** What "worst" goes by: the end of the range. */
const RECENT_MS = 10 * 60_000

/** Names that a topic of the same name gives way to. */
const reserved = new Set(['total', 'unknown', 'lagSeconds', 'produced', 'consumed', 'members'])

/** The name a topic has in an answer; a topic recreated under its name tells its id for the older one. */
const topicKey = (name: string, id: string, newest: boolean): string =>
  !newest ? `${name} (${id})` : reserved.has(name) ? `topic:${name}` : name

const largestOf = (values: Float64Array | undefined): number => {
  let most = -1
  for (const value of values ?? []) if (value > most) most = value
  return most
}

type Read = Awaited<ReturnType<typeof findReads>>[number]

/** The topics of a group that are read: all, or those with most lag of late. */
const worstReads = async (
  client: pg.ClientBase,
  clusterKey: number,
  reads: Read[],
  to: number,
): Promise<Read[]> => {
  if (reads.length <= MOST_TOPICS) return reads
  const specs = reads.map(groupTopicSpec)
  const block = await readWindow(client, clusterKey, refsOf(specs), to - RECENT_MS, to + 1)
  const lag = new Map(specs.map((spec) => [spec.key, largestOf(tracksOf(block, spec).lagMessages)]))
  const worse = (a: Read, b: Read) => (lag.get(b.commits) ?? -1) - (lag.get(a.commits) ?? -1)
  return reads.sort(worse).slice(0, MOST_TOPICS)
}

type Reader = (
  client: pg.ClientBase,
  clusterKey: number,
) => Promise<{ specs: TrackSpec[]; drafts: (set: TrackSet) => Draft[] } | null>

/** What every reader shares: one moment, the cluster's key, outages, and words for nothing. */
const readHistory = async (
  pool: pg.Pool,
  cluster: ClusterRef,
  range: HistoryRange,
  nothing: string,
  reader: Reader,
): Promise<HistoryAnswer> => {
  const bounded = boundedRange(range)
  return readTransaction(pool, async (client) => {
    const clusterKey = await findClusterKey(client, cluster)
    const found = clusterKey === null ? null : await reader(client, clusterKey)
    if (clusterKey === null || !found) return emptyAnswer(bounded, nothing)
    const set = await readTracks(client, clusterKey, found.specs, bounded)
    const outages = await outagesWithin(client, cluster.clusterId, bounded.from, bounded.to)
    return answerOf(set, found.drafts(set), outages, bounded, Date.now())
  })
}

/**
 * History of one group: `total` and each topic in messages (`at least` where a part of the sum was not
 * known; `unknown` counts the partitions), `lagSeconds`, `produced` and `consumed` per second.
 * Largest value of each bucket; a group that was never kept has an empty answer with one gap.
 */
export const groupHistory = (
  pool: pg.Pool,
  subject: ClusterRef & { group: string },
  range: HistoryRange,
): Promise<HistoryAnswer> =>
  readHistory(pool, subject, range, 'no history of this group', async (client, clusterKey) => {
    const [group] = await findSeries(client, clusterKey, 'group', subject.group)
    if (!group) return null
    const all = await findReads(client, clusterKey, [subject.group])
    const reads = await worstReads(client, clusterKey, all, Math.min(range.to, Date.now()))
    const whole = reads.length === all.length
    const drafts = (set: TrackSet): Draft[] => {
      const own = set.tracks.get(group.key)
      const silent = (i: number) =>
        (own?.unknownPartitions?.[i] || 0) - (own?.aheadPartitions?.[i] || 0)
      const sum = splitSum(own?.lagMessages, silent)
      const topics = reads
        .map((read) => ({ read, values: set.tracks.get(read.commits)?.lagMessages }))
        .sort((a, b) => largestOf(b.values) - largestOf(a.values))
      return [
        { key: 'known', unit: 'messages', values: own?.lagMessages, presence: true },
        { key: 'total', unit: 'messages', values: sum.whole },
        { key: AT_LEAST, unit: 'messages', values: sum.atLeast, optional: true },
        { key: 'lagSeconds', unit: 'seconds', values: own?.lagSeconds },
        {
          key: 'produced',
          unit: 'records_per_second',
          values: own?.producedPerSecond,
          optional: !whole,
        },
        {
          key: 'consumed',
          unit: 'records_per_second',
          values: own?.consumedPerSecond,
          optional: !whole,
        },
        { key: 'unknown', unit: 'count', values: own?.unknownPartitions },
        { key: 'members', unit: 'count', values: own?.members, optional: true },
        ...topics.map(({ read, values }): Draft => {
          const newest = !all.some((o) => o.name === read.name && o.topic > read.topic)
          const key = topicKey(read.name, String(read.topic), newest)
          return { key, unit: 'messages', values, optional: true }
        }),
      ]
    }
    const spec: TrackSpec = { key: group.key, kind: 'group', reads: whole ? reads : [] }
    return { specs: [spec, ...reads.map(groupTopicSpec)], drafts }
  })

/** History of one topic, by id: `produced`, in records per second over all its partitions. */
export const topicHistory = (
  pool: pg.Pool,
  subject: ClusterRef & { topicId: string },
  range: HistoryRange,
): Promise<HistoryAnswer> =>
  readHistory(pool, subject, range, 'no history of this topic', async (client, clusterKey) => {
    const [topic] = await findSeries(client, clusterKey, 'topic', subject.topicId)
    if (!topic) return null
    return {
      specs: [{ key: topic.key, kind: 'topic' }],
      drafts: (set) => [
        {
          key: 'produced',
          unit: 'records_per_second',
          values: set.tracks.get(topic.key)?.recordsPerSecond,
        },
      ],
    }
  })

const percentUsed = (total: Float64Array | undefined, usable: Float64Array | undefined) =>
  total?.map((bytes, i) => (100 * (bytes - (usable?.[i] ?? Number.NaN))) / bytes)

/**
 * History of one broker: `reachable` (1 or 0), `dir:<path>` in percent used, `p99` of Produce and the
 * `roundTrip` of our own requests in ms, `leaders` and `replicas`.
 */
export const brokerHistory = (
  pool: pg.Pool,
  subject: ClusterRef & { brokerId: number },
  range: HistoryRange,
): Promise<HistoryAnswer> =>
  readHistory(pool, subject, range, 'no history of this broker', async (client, clusterKey) => {
    const id = String(subject.brokerId)
    const [broker] = await findSeries(client, clusterKey, 'broker', id)
    if (!broker) return null
    const dirs = await findSeries(client, clusterKey, 'log_dir', id)
    const drafts = (set: TrackSet): Draft[] => {
      const own = set.tracks.get(broker.key)
      return [
        { key: 'reachable', unit: 'count', values: own?.reachable },
        ...dirs.map((dir): Draft => {
          const { totalBytes, usableBytes } = set.tracks.get(dir.key) ?? {}
          const values = percentUsed(totalBytes, usableBytes)
          return { key: `dir:${dir.part}`, unit: 'percent', values, optional: true }
        }),
        { key: 'p99', unit: 'ms', values: own?.produceP99Ms, optional: true },
        { key: 'roundTrip', unit: 'ms', values: own?.roundTripMs, optional: true },
        { key: 'leaders', unit: 'count', values: own?.leaders },
        { key: 'replicas', unit: 'count', values: own?.replicas },
      ]
    }
    return { specs: [broker, ...dirs], drafts }
  })
