import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPool } from '../db/pool.ts'
import type { Lease } from '../history/lease.ts'
import { outagesWithin } from '../history/outages.ts'
import { groupHistory } from '../history/read.ts'
import { type HistoryDatabase, historyDatabase, tickOf } from '../history/testing-database.ts'
import { buildRecord, buildSnapshot } from '../history/testing-snapshots.ts'
import { createLog } from '../log.ts'
import { createKeeper } from './keeper.ts'
import { createMetrics } from './metrics.ts'
import { openSpool } from './spool.ts'

const START = Date.parse('2026-03-01T10:10:00Z')
const TICK = 15_000

let db: HistoryDatabase
let folder: string
beforeAll(async () => {
  db = await historyDatabase()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highwater-spool-'))
  return () => rmSync(folder, { recursive: true })
})
afterAll(() => db.end())

/** Nobody listens on port 1: Postgres is away. */
const awayPool = createPool('postgresql://nobody@127.0.0.1:1/none', {
  name: 'away',
  max: 1,
  connectMs: 500,
  statementMs: 500,
})
const quiet = createLog('test', { write: () => undefined })

const keeperOn = (pool: typeof awayPool, maxBytes = 10_000_000) => {
  const spool = openSpool(folder, maxBytes)
  const metrics = createMetrics()
  return { spool, metrics, keeper: createKeeper({ pool, spool, log: quiet, metrics }) }
}

const tickAt = (lease: Lease, i: number, lag: number) =>
  tickOf(
    buildRecord(
      buildSnapshot({
        clusterId: lease.clusterId,
        at: START + i * TICK,
        topics: [{ name: 'a', ends: [100n] }],
        groups: [{ id: 'g', commits: { a: [BigInt(100 - lag)] } }],
      }),
    ),
  )

const lags = async (clusterId: string) => {
  const answer = await groupHistory(
    db.pool,
    { clusterId, kafkaClusterId: 'kafka-test', group: 'g' },
    { from: START, to: START + 100 * TICK, points: 600 },
  )
  return answer.series.find((s) => s.key === 'total')?.points.map(([, value]) => value)
}

const names = (clusterId: string) => readdirSync(join(folder, clusterId))

/** An address of a database at which nobody listens until it is opened. */
const gateTo = async (url: string) => {
  const target = new URL(url)
  const server = createServer((from) => {
    const to = connect(Number(target.port), target.hostname)
    from.pipe(to).pipe(from)
    for (const socket of [from, to]) socket.on('error', () => undefined)
  })
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  const gated = new URL(url)
  gated.port = String(port)
  return { url: gated.href, open: () => listen(port), close: () => server.close() }
}

describe('polls that end while Postgres is away', () => {
  it('wait on disk, and are history once it is back, each exactly once', async () => {
    const lease = await db.takeOver('away')
    const away = keeperOn(awayPool).keeper
    for (const i of [0, 1, 2]) expect(await away.keep(lease, tickAt(lease, i, i))).toBe('spooled')
    const { keeper } = keeperOn(db.pool)
    expect(await keeper.keep(lease, tickAt(lease, 3, 3))).toBe('stored')
    await keeper.replay('away')
    expect(await lags('away')).toEqual([0, 1, 2, 3])
    expect(names('away')).toEqual([])
  })

  it('are replayed without harm when the process died after storing and before forgetting them', async () => {
    const lease = await db.takeOver('died')
    const { keeper } = keeperOn(awayPool)
    await keeper.keep(lease, tickAt(lease, 0, 4))
    const back = keeperOn(db.pool)
    expect(await back.keeper.keep(lease, tickAt(lease, 0, 4))).toBe('stored')
    await back.keeper.replay('died')
    expect(await lags('died')).toEqual([4])
  })

  it('stay on disk when Postgres goes away again', async () => {
    const lease = await db.takeOver('stays')
    const { keeper } = keeperOn(awayPool)
    await keeper.keep(lease, tickAt(lease, 0, 4))
    await keeper.replay('stays')
    expect(names('stays')).toHaveLength(1)
  })

  it('are refused, and gone, when another collector polled by then', async () => {
    const lease = await db.takeOver('taken')
    await keeperOn(awayPool).keeper.keep(lease, tickAt(lease, 0, 1))
    await keeperOn(awayPool).keeper.keep(lease, tickAt(lease, 2, 2))
    const next = await db.takeOver('taken', 'next')
    const { keeper } = keeperOn(db.pool)
    expect(await keeper.keep(next, tickAt(next, 1, 7))).toBe('stored')
    expect(await keeper.keep(lease, tickAt(lease, 3, 9))).toBe('lost')
    await keeper.replay('taken')
    expect(await lags('taken')).toEqual([1, 7])
    expect(names('taken')).toEqual([])
  })
})

describe('the spool', () => {
  it('keeps to its bound by dropping the oldest, and says how many', async () => {
    const lease = await db.takeOver('bound')
    const size = tickAt(lease, 0, 0).live.length + 200
    const { keeper, spool, metrics } = keeperOn(awayPool, size * 3)
    for (let i = 0; i < 8; i++) await keeper.keep(lease, tickAt(lease, i, i))
    const files = await spool.list('bound')
    expect(files.at(-1)).toContain(String(START + 7 * TICK))
    expect(files.length).toBeLessThan(8)
    expect(files.length).toBeGreaterThan(1)
    const [dropped] = (await metrics.dropped.get()).values
    expect(dropped?.value).toBe(8 - files.length)
  })

  it('that dropped polls says so in history, once Postgres is back', async () => {
    const lease = await db.takeOver('said')
    const gate = await gateTo(db.database.appUrl)
    const pool = createPool(gate.url, { name: 'gate', max: 2, connectMs: 2000, statementMs: 2000 })
    const { keeper, spool } = keeperOn(pool, tickAt(lease, 0, 0).live.length + 500)
    for (let i = 0; i < 6; i++) await keeper.keep(lease, tickAt(lease, i, i))
    expect(await spool.list('said')).toHaveLength(1)
    await gate.open()
    expect(await keeper.keep(lease, tickAt(lease, 6, 6))).toBe('stored')
    await keeper.replay('said')
    expect(await lags('said')).toEqual([5, 6])
    const [hole] = await outagesWithin(db.pool, 'said', START, START + 9 * TICK)
    expect([hole?.from, hole?.to]).toEqual([START, START + 4 * TICK])
    expect(hole?.reason).toContain('Postgres was away')
    await pool.end()
    gate.close()
  })

  it('passes over a file that is not whole, and one half written is none', async () => {
    const lease = await db.takeOver('broken')
    const { keeper } = keeperOn(awayPool)
    await keeper.keep(lease, tickAt(lease, 1, 6))
    writeFileSync(join(folder, 'broken', `${String(START).padStart(15, '0')}-1.tick`), 'rubbish')
    writeFileSync(join(folder, 'broken', 'x.tick.99.half'), 'rubbish')
    await keeperOn(db.pool).keeper.replay('broken')
    expect(await lags('broken')).toEqual([6])
    expect(names('broken')).toEqual(['x.tick.99.half'])
  })
})
