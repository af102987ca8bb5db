import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { readTransaction, transaction } from '../db/pool.ts'
import { type Column, encodeChunk } from './chunk.ts'
import { findReads, groupTopicSpec } from './find-series.ts'
import { holdLease, type Lease } from './lease.ts'
import { ensurePartition } from './partitions.ts'
import { HOUR_MS, readWindow } from './read-hours.ts'
import { BUCKET_MS, BUCKETS, DAY_MS } from './read-rollups.ts'
import { type Gauge, rollupGauges, type SeriesKind } from './series.ts'
import { mergeTops, type Top } from './top.ts'
import { refsOf, type TrackSpec, type Tracks, tracksOf } from './tracks.ts'

/** Series read at once: a day of one is some hundred kilobytes while it is looked at. */
const BATCH = 8

/** Gauges that add up over a bucket. */
const sums = new Set(['produced', 'consumed', 'records'])

const combine = (gauge: Gauge, a: number, b: number): number => {
  if (Number.isNaN(a)) return b
  if (sums.has(gauge.name)) return a + b
  return gauge.roll === 'min' ? Math.min(a, b) : Math.max(a, b)
}

/**
 * One gauge of a day in five-minute buckets, scaled to integers: the largest value of each, the
 * smallest where less is worse, the sum for counts of messages; unknown where no poll knew it.
 */
export const rollGauge = (
  gauge: Gauge,
  day: number,
  times: Float64Array,
  values: Float64Array,
): Column => {
  const buckets = new Float64Array(BUCKETS).fill(Number.NaN)
  for (let i = 0; i < times.length; i++) {
    const bucket = Math.floor(((times[i] as number) - day) / BUCKET_MS)
    const value = values[i] as number
    if (bucket < 0 || bucket >= BUCKETS || Number.isNaN(value)) continue
    buckets[bucket] = combine(gauge, buckets[bucket] as number, value)
  }
  return { base: 0n, values: buckets.map((value) => Math.round(value * gauge.scale)) }
}

const rollSeries = (spec: TrackSpec, day: number, times: Float64Array, tracks: Tracks) =>
  rollupGauges[spec.kind].map((gauge) =>
    rollGauge(gauge, day, times, tracks[gauge.name] ?? new Float64Array()),
  )

const isKnown = (columns: readonly Column[]) =>
  columns.some(({ values }) => values.some((value) => !Number.isNaN(value)))

const rollBatch = async (
  pool: pg.Pool,
  lease: Lease,
  clusterKey: number,
  day: number,
  specs: readonly TrackSpec[],
) => {
  // From just before midnight: the first poll's growth is since the last poll of the day before.
  const block = await readTransaction(pool, (client) =>
    readWindow(client, clusterKey, refsOf(specs), day - 1, day + DAY_MS),
  )
  const rolled = specs
    .map((spec) => ({ spec, columns: rollSeries(spec, day, block.times, tracksOf(block, spec)) }))
    .filter(({ columns }) => isKnown(columns))
  if (rolled.length === 0) return
  await transaction(pool, async (client) => {
    await holdLease(client, lease)
    await client.query(
      `INSERT INTO history.rollup (series_key, day, data)
       SELECT key, $1, data FROM unnest($2::int[], $3::bytea[]) AS t (key, data)
       ON CONFLICT (series_key, day) DO UPDATE SET data = excluded.data`,
      [
        new Date(day),
        rolled.map(({ spec }) => spec.key),
        rolled.map(({ columns }) => encodeChunk(columns)),
      ],
    )
  })
}

/** Parts put together until they read about `BATCH` series. */
const batchesOf = (parts: readonly TrackSpec[][]): TrackSpec[][] => {
  const batches: TrackSpec[][] = []
  let room = 0
  for (const part of parts) {
    const size = refsOf(part).length
    if (size > room || batches.length === 0) {
      batches.push([])
      room = BATCH
    }
    batches.at(-1)?.push(...part)
    room -= size
  }
  return batches
}

/** What the day has numbers of, those together that are computed from the same chunks. */
const specsOf = (pool: pg.Pool, clusterKey: number, day: number): Promise<TrackSpec[][]> =>
  readTransaction(pool, async (client) => {
    const { rows } = await client.query<{ key: number; kind: SeriesKind; subject: string }>(
      `SELECT s.key, s.kind, s.subject FROM history.series s WHERE s.cluster_key = $1 AND s.key IN (
         SELECT series_key FROM history.chunk WHERE hour >= $2 AND hour < $3) ORDER BY s.key`,
      [clusterKey, new Date(day), new Date(day + DAY_MS)],
    )
    const groups = rows.filter((row) => row.kind === 'group')
    const names = groups.map((group) => group.subject)
    const present = new Set(rows.map((row) => row.key))
    const reads = (await findReads(client, clusterKey, names)).filter((r) => present.has(r.commits))
    const byGroup = Map.groupBy(reads, (read) => read.group)
    // A topic beside the first group that reads it: its chunks are then read once less.
    const topics = new Map(rows.filter((r) => r.kind === 'topic').map((r) => [r.key, r]))
    const taken = (key: number): TrackSpec[] => {
      const topic = topics.get(key)
      topics.delete(key)
      return topic ? [topic] : []
    }
    const withGroups = groups.map((group): TrackSpec[] => {
      const own = byGroup.get(group.subject) ?? []
      return [
        { key: group.key, kind: 'group', reads: own },
        ...own.flatMap((read) => [groupTopicSpec(read), ...taken(read.topic)]),
      ]
    })
    const others = rows.filter((row) => !row.kind.startsWith('group') && row.kind !== 'topic')
    return [...[...others, ...topics.values()].map((spec) => [spec]), ...withGroups]
  })

/**
 * Days that ended, are wholly closed and are not rolled up yet, or took in late polls since; oldest
 * first. `graceMs` after midnight a day counts as ended.
 */
export const daysToRoll = async (
  pool: pg.Pool,
  clusterKey: number,
  now: number,
  graceMs: number,
): Promise<{ day: number; ticks: number }[]> => {
  const { rows } = await pool.query<{ day: Date; ticks: string }>(
    `SELECT h.day, h.ticks FROM (
       SELECT date_trunc('day', hour, 'UTC') AS day, sum(ticks) AS ticks FROM history.hour
       WHERE cluster_key = $1 AND hour < $2 GROUP BY 1) h
     LEFT JOIN history.day d ON d.cluster_key = $1 AND d.day = h.day
     WHERE d.ticks IS DISTINCT FROM h.ticks AND NOT EXISTS (
       SELECT FROM history.tick t
       WHERE t.cluster_key = $1 AND t.at >= h.day AND t.at < h.day + interval '24 hours')
     ORDER BY h.day`,
    [clusterKey, new Date(Math.floor((now - graceMs) / DAY_MS) * DAY_MS)],
  )
  return rows.map((row) => ({ day: row.day.getTime(), ticks: Number(row.ticks) }))
}

const markDay = async (
  client: pg.ClientBase,
  clusterKey: number,
  { day, ticks }: { day: number; ticks: number },
) => {
  const { rows } = await client.query<{ top: Top }>(
    'SELECT top FROM history.hour WHERE cluster_key = $1 AND hour >= $2 AND hour < $3',
    [clusterKey, new Date(day), new Date(day + 24 * HOUR_MS)],
  )
  await client.query(
    `INSERT INTO history.day (cluster_key, day, ticks, top) VALUES ($1, $2, $3, $4)
     ON CONFLICT (cluster_key, day) DO UPDATE SET ticks = excluded.ticks, top = excluded.top`,
    [clusterKey, new Date(day), ticks, JSON.stringify(mergeTops(rows.map((row) => row.top)))],
  )
}

/**
 * Rolls a day up into five-minute buckets, in small batches. Readers use a day's rollups only once it
 * is marked, which comes last; doing it again gives the same.
 * @throws FenceRefused when the cluster was taken over meanwhile.
 */
export const rollDay = async (
  pool: pg.Pool,
  lease: Lease,
  clusterKey: number,
  day: { day: number; ticks: number },
): Promise<void> => {
  await ensurePartition(pool, 'rollup', day.day)
  await ensurePartition(pool, 'day', day.day)
  for (const batch of batchesOf(await specsOf(pool, clusterKey, day.day))) {
    const started = performance.now()
    await rollBatch(pool, lease, clusterKey, day.day, batch)
    // There is a day's time for it: ticks and pages come first.
    await delay(Math.min(200, performance.now() - started))
  }
  await transaction(pool, async (client) => {
    await holdLease(client, lease)
    await markDay(client, clusterKey, day)
  })
}
