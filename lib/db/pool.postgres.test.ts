import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HistoryDatabase, historyDatabase } from '../history/testing-database.ts'
import { isDatabaseAway } from './errors.ts'
import { createPool, readTransaction, transaction } from './pool.ts'

let db: HistoryDatabase
beforeAll(async () => {
  db = await historyDatabase()
})
afterAll(() => db.end())

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (e: unknown) => e,
  )

describe('a transaction', () => {
  it('leaves nothing behind when its work fails', async () => {
    await failure(
      transaction(db.pool, async (client) => {
        await client.query("INSERT INTO history.outage VALUES ('c', now(), NULL, 'x')")
        throw new Error('no')
      }),
    )
    const { rows } = await db.pool.query('SELECT FROM history.outage')
    expect(rows).toEqual([])
  })

  it('that reads sees one moment, whatever is written meanwhile', async () => {
    const count = 'SELECT count(*)::int AS n FROM history.outage'
    const seen = await readTransaction(db.pool, async (client) => {
      const before = await client.query(count)
      await db.pool.query("INSERT INTO history.outage VALUES ('d', now(), NULL, 'x')")
      const after = await client.query(count)
      return [before.rows[0].n, after.rows[0].n]
    })
    expect(seen).toEqual([0, 0])
  })

  it('on a connection that was cut fails, and the next one works', async () => {
    const cut = transaction(db.pool, (client) =>
      client.query('SELECT pg_terminate_backend(pg_backend_pid())'),
    )
    expect(isDatabaseAway(await failure(cut))).toBe(true)
    const { rows } = await db.pool.query('SELECT 1 AS one')
    expect(rows).toEqual([{ one: 1 }])
  })
})

describe('a server that accepts and says nothing', () => {
  let silent: Server
  beforeAll(
    () =>
      new Promise<void>((resolve) => {
        silent = createServer(() => undefined).listen(0, '127.0.0.1', resolve)
      }),
  )
  afterAll(() => {
    silent.close()
  })

  it('is away, told by the time set for connecting', async () => {
    const { port } = silent.address() as { port: number }
    const options = { name: 'test', max: 1, connectMs: 200, statementMs: 200 }
    const pool = createPool(`postgresql://x@127.0.0.1:${port}/x`, options)
    const error = await failure(transaction(pool, (client) => client.query('SELECT 1')))
    expect(isDatabaseAway(error)).toBe(true)
  })
})

describe('the two roles', () => {
  it('let the running processes make history partitions, and change nothing of the rest', async () => {
    await db.pool.query(
      "CREATE TABLE history.tick_x PARTITION OF history.tick FOR VALUES FROM ('2000-01-01') TO ('2000-01-02')",
    )
    for (const statement of [
      'CREATE TABLE public.mine (x int)',
      'ALTER TABLE cluster_state ADD COLUMN x int',
      'DROP TABLE collector_lease',
      'CREATE SCHEMA mine',
    ]) {
      expect(await failure(db.pool.query(statement))).toBeInstanceOf(Error)
    }
  })
})
