import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import v8 from 'node:v8'
import vm from 'node:vm'
import type pg from 'pg'
import { collectorOptions, createPool } from '../../lib/db/pool.ts'
import { closeHour } from '../../lib/history/close-hour.ts'
import { clusterSample } from '../../lib/history/cluster-sample.ts'
import { acquireLease } from '../../lib/history/lease.ts'
import { clusterHistory, groupHistory } from '../../lib/history/read.ts'
import { rollDay } from '../../lib/history/roll-day.ts'
import { seedPoints } from '../../lib/history/seed.ts'
import { recordTick } from '../../lib/history/write.ts'
import { encodeLive } from '../../lib/snapshot/codec.ts'
import { createTracker } from '../../lib/trends/tracker.ts'
import { migrate } from '../migrate.ts'
import { startPostgres } from '../postgres.ts'
import { fillHistory } from './history-fill.ts'
import { benchRecord, type Shape } from './history-shape.ts'

const TICK_MS = 15_000
const HOUR = 3_600_000
const DAY = 24 * HOUR

type Figures = Record<string, number>

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

v8.setFlagsFromString('--expose-gc')
const collectGarbage = vm.runInNewContext('gc') as () => void

/** Writes polls into the present hour as the collector does, and tells how long each took. */
const writeTicks = async (pool: pg.Pool, shape: Shape, count: number): Promise<number[]> => {
  const lease = await acquireLease(pool, 'bench', 'bench', HOUR)
  if (!lease) throw new Error('the lease is taken')
  const hour = Math.floor(Date.now() / HOUR) * HOUR
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const { record, events } = benchRecord(shape, hour + i * TICK_MS, i)
    clusterSample(record.snapshot, record.trends) // the checks have summed every group by then
    collectGarbage() // that of making the record up, which is no part of a tick
    // The codec is part of the tick: the snapshot row cannot be written without it.
    const write = () =>
      recordTick(pool, lease, { record, live: encodeLive(record), events, noHistory: [] })
    times.push(await timed(write))
  }
  return times.slice(1).sort((a, b) => a - b) // the first makes series, once in a cluster's life
}

const readGroups = async (pool: pg.Pool, shape: Shape, hours: number, count: number) => {
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const group = `group-${(i * 7919) % shape.groups}`
    const to = Date.now()
    const subject = { clusterId: 'bench', kafkaClusterId: 'bench', group }
    const range = { from: to - hours * HOUR, to, points: 600 }
    times.push(
      await timed(async () => {
        const answer = await groupHistory(pool, subject, range)
        if (!answer.series[0]?.points.length) throw new Error(`${group} has no history`)
      }),
    )
  }
  return times.sort((a, b) => a - b)
}

/** What the collector does beside its ticks: closes the hour written here, rolls a day up, seeds a tracker. */
const maintain = async (pool: pg.Pool): Promise<Figures> => {
  const lease = await acquireLease(pool, 'bench', 'bench', HOUR)
  const { rows } = await pool.query<{ key: number }>('SELECT key FROM cluster_identity')
  const key = rows[0]?.key
  if (!lease || key === undefined) throw new Error('nothing to look after')
  const present = Math.floor(Date.now() / HOUR) * HOUR
  const yesterday = Math.floor(present / DAY) * DAY - DAY
  const seedTrackerMs = await timed(() =>
    seedPoints(pool, 'bench', 'bench', Date.now() - HOUR, createTracker().seed),
  )
  const closeHourMs = await timed(() => closeHour(pool, lease, key, present))
  const cpu = process.cpuUsage()
  const rollDayMs = await timed(() => rollDay(pool, lease, key, { day: yesterday, ticks: 5760 }))
  const rollDayCpuMs = process.cpuUsage(cpu).user / 1000
  const rssMegabytes = process.memoryUsage.rss() / 1e6
  return { seedTrackerMs, closeHourMs, rollDayMs, rollDayCpuMs, rssMegabytes }
}

const dayBytes = async (pool: pg.Pool): Promise<number> => {
  const { rows } = await pool.query<{ bytes: string }>(
    `SELECT max(pg_total_relation_size(c.oid)) AS bytes FROM pg_inherits i
     JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'history.chunk'::regclass`,
  )
  return Number(rows[0]?.bytes ?? 0)
}

const tableBytes = async (pool: pg.Pool, table: string): Promise<number> => {
  const { rows } = await pool.query<{ bytes: string }>(
    `SELECT sum(pg_total_relation_size(c.oid)) AS bytes FROM pg_inherits i
     JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::regclass`,
    [`history.${table}`],
  )
  return Number(rows[0]?.bytes ?? 0)
}

const measure = async (pool: pg.Pool, shape: Shape, reads: number): Promise<Figures> => {
  const writes = await writeTicks(pool, shape, 120)
  const figures: Figures = {
    tickWriteP50Ms: percentile(writes, 0.5),
    tickWriteP95Ms: percentile(writes, 0.95),
  }
  for (const [name, hours] of [
    ['1h', 1],
    ['24h', 24],
    ['30d', 720],
  ] as const) {
    const times = await readGroups(pool, shape, hours, reads)
    figures[`group${name}P50Ms`] = percentile(times, 0.5)
    figures[`group${name}P95Ms`] = percentile(times, 0.95)
  }
  const cluster = { clusterId: 'bench', kafkaClusterId: 'bench', metric: 'lag' } as const
  for (const hours of [24, 720]) {
    const to = Date.now()
    const range = { from: to - hours * HOUR, to, points: 600 }
    figures[`clusterLag${hours}hMs`] = await timed(() => clusterHistory(pool, cluster, range))
  }
  figures.rawGigabytesPerDay = (await dayBytes(pool)) / 1e9
  figures.presentHourMegabytes = (await tableBytes(pool, 'tick')) / 1e6
  figures.rollupMegabytesPerDay = (await tableBytes(pool, 'rollup')) / 1e6 / shape.days
  return { ...figures, ...(await maintain(pool)) }
}

const limits: Record<string, number> = {
  tickWriteP95Ms: 200,
  group1hP95Ms: 100,
  group24hP95Ms: 100,
  group30dP95Ms: 100,
  rawGigabytesPerDay: 0.5,
}

const print = (figures: Figures) => {
  for (const [name, value] of Object.entries(figures)) {
    const limit = limits[name] === undefined ? '' : `   (at most ${limits[name]})`
    console.log(`${name.padEnd(24)} ${value.toFixed(2).padStart(10)}${limit}`)
  }
}

/**
 * Thirty days of rollups and 48 hours of polls for `--groups` × 3 topics × 6 partitions in a Postgres of
 * its own; then how long a tick takes to write, a group's past to read, and how many bytes a day costs.
 */
export const run = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      groups: { type: 'string', default: '1000' },
      reads: { type: 'string', default: '200' },
      days: { type: 'string', default: '30' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const shape: Shape = {
    groups: Number(values.groups),
    topicsPerGroup: 3,
    partitions: 6,
    rawHours: 48,
    days: Number(values.days),
  }
  const folder = mkdtempSync(join(tmpdir(), 'highwater-bench-'))
  const server = await startPostgres(folder, { port: 18_432 })
  try {
    await migrate(server.ownerUrl)
    const pool = createPool(server.appUrl, { ...collectorOptions, statementMs: 120_000 })
    await fillHistory(pool, shape)
    const figures = await measure(pool, shape, Number(values.reads))
    print(figures)
    if (values.json) console.log(JSON.stringify({ bench: 'history', shape, ...figures }))
    await pool.end()
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) await run(process.argv.slice(2))
