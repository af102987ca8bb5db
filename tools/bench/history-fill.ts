import type pg from 'pg'
import { type Column, encodeChunk } from '../../lib/history/chunk.ts'
import { acquireLease } from '../../lib/history/lease.ts'
import { ensurePartition } from '../../lib/history/partitions.ts'
import { encodeTimes } from '../../lib/history/read-hours.ts'
import { BUCKETS } from '../../lib/history/read-rollups.ts'
import { type Gauge, gauges, rollupGauges, type SeriesKind } from '../../lib/history/series.ts'
import { recordTick } from '../../lib/history/write.ts'
import { encodeLive } from '../../lib/snapshot/codec.ts'
import { benchRecord, produced, type Shape } from './history-shape.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const TICKS = 240
/** Different chunks of each kind; a series takes one by its number, another each hour. */
const VARIANTS = 60

const seeded = (start: number) => {
  let seed = start
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed
  }
}

/** Ends and starts of a topic's partitions over an hour. */
const topicColumns = (shape: Shape, hour: number, variant: number): Column[] => {
  const random = seeded(variant * 7919 + 1)
  return Array.from({ length: shape.partitions }, () => {
    let end = 0
    const ends = Float64Array.from({ length: TICKS }, () => {
      end += produced(random())
      return end
    })
    const base = 10_000_000_000n + BigInt(hour) * 400_000n
    return [
      { base, values: ends },
      { base: 9_000_000_000n, values: new Float64Array(TICKS) },
    ]
  }).flat()
}

const commitColumns = (topic: readonly Column[], variant: number): Column[] => {
  const random = seeded(variant * 104_729 + 7)
  return topic
    .filter((_, c) => c % 2 === 0)
    .map(({ base, values }) => ({
      base: base - 5_000n,
      values: values.map((end) => end + (produced(random()) % 4000)),
    }))
}

/** What a healthy group and cluster have none of. */
const none = new Set(['unknownPartitions', 'aheadPartitions', 'groupsIncomplete'])

/** Gauges that wander about: a lag, a time, a percentage. */
const gaugeColumns = (list: readonly Gauge[], length: number, variant: number): Column[] => {
  const random = seeded(variant + 99)
  return list.map(({ name }, c) => ({
    base: 0n,
    values: Float64Array.from({ length }, () =>
      none.has(name) ? 0 : c < 4 ? random() % 30_000 : 1 + (variant % 3),
    ),
  }))
}

const hourChunk = (shape: Shape, kind: SeriesKind, hour: number, variant: number): Buffer => {
  const topic = () => topicColumns(shape, hour, variant)
  if (kind === 'topic') return encodeChunk(topic())
  if (kind === 'group_topic') return encodeChunk(commitColumns(topic(), variant))
  return encodeChunk(gaugeColumns(gauges[kind], TICKS, variant + hour))
}

const kinds: SeriesKind[] = ['cluster', 'broker', 'log_dir', 'group', 'topic', 'group_topic']

/** Gives every series of a kind one of the variants, in the server. A group in a topic takes the topic's. */
const spread = (pool: pg.Pool, table: string, at: number, variants: Map<SeriesKind, Buffer[]>) => {
  const flat = [...variants].flatMap(([kind, chunks]) =>
    chunks.map((c, n) => [kind, n, c] as const),
  )
  return pool.query(
    `INSERT INTO history.${table}
     SELECT s.key, $1, v.data FROM history.series s
     JOIN unnest($2::text[], $3::int[], $4::bytea[]) AS v (kind, n, data)
       ON v.kind = s.kind AND v.n = coalesce(
         substring(CASE s.kind WHEN 'group_topic' THEN s.part ELSE s.subject END from '\\d+$')::int, 0
       ) % ${VARIANTS}`,
    [new Date(at), flat.map(([kind]) => kind), flat.map(([, n]) => n), flat.map(([, , c]) => c)],
  )
}

const fillHours = async (pool: pg.Pool, shape: Shape, present: number, clusterKey: number) => {
  const times = Float64Array.from({ length: TICKS }, (_, i) => i * 15_000)
  for (let back = shape.rawHours; back >= 1; back--) {
    const hour = present - back * HOUR
    await ensurePartition(pool, 'chunk', hour)
    await ensurePartition(pool, 'hour', hour)
    const variants = new Map(
      kinds.map((kind) => [
        kind,
        Array.from({ length: VARIANTS }, (_, v) => hourChunk(shape, kind, -back, v)),
      ]),
    )
    await spread(pool, 'chunk', hour, variants)
    await pool.query('INSERT INTO history.hour VALUES ($1, $2, $3, $4, $5)', [
      clusterKey,
      new Date(hour),
      TICKS,
      encodeTimes(
        hour,
        times.map((time) => time + hour),
        new Float64Array(TICKS).fill(15_000),
      ),
      '{"lag":[],"records":[]}',
    ])
  }
}

const fillDays = async (pool: pg.Pool, shape: Shape, present: number, clusterKey: number) => {
  const today = Math.floor(present / DAY) * DAY
  for (let back = shape.days; back >= 1; back--) {
    const day = today - back * DAY
    await ensurePartition(pool, 'rollup', day)
    await ensurePartition(pool, 'day', day)
    const variants = new Map(
      kinds.map((kind) => [
        kind,
        Array.from({ length: VARIANTS }, (_, v) =>
          encodeChunk(gaugeColumns(rollupGauges[kind], BUCKETS, v + back)),
        ),
      ]),
    )
    await spread(pool, 'rollup', day, variants)
    await pool.query('INSERT INTO history.day VALUES ($1, $2, $3, $4)', [
      clusterKey,
      new Date(day),
      5760,
      '{"lag":[],"records":[]}',
    ])
  }
}

/** Series through one real poll; then closed hours and rolled-up days, made with the product's own encoders. */
export const fillHistory = async (pool: pg.Pool, shape: Shape): Promise<void> => {
  const present = Math.floor(Date.now() / HOUR) * HOUR
  const lease = await acquireLease(pool, 'bench', 'bench', HOUR)
  if (!lease) throw new Error('the lease is taken')
  const { record, events } = benchRecord(shape, present, 0)
  await recordTick(pool, lease, { record, live: encodeLive(record), events, noHistory: [] })
  const { rows } = await pool.query<{ key: number }>('SELECT key FROM cluster_identity')
  const clusterKey = rows[0]?.key ?? 0
  await fillHours(pool, shape, present, clusterKey)
  await fillDays(pool, shape, present, clusterKey)
  await pool.query('ANALYZE history.chunk, history.rollup, history.series, history.slot')
}
