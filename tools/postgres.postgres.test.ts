import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from './postgres/roles.ts'
import { startPostgres } from './postgres.ts'
import { eventually } from './process/ending.ts'
import { identify } from './process/identity.ts'

let folder = ''
const start = () => startPostgres(folder, { port: 16_600, volatile: true })
const postmaster = () =>
  Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0])
const read = (url: string, sql: string) =>
  withClient(url, async (client) => (await client.query(sql)).rows as Record<string, unknown>[])

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'highwater-postgres-test-'))
})
afterAll(async () => {
  await (await start()).stop()
  rmSync(folder, { recursive: true })
})

describe('the private Postgres', () => {
  it('gives every one of several starters the same server', async () => {
    const started = await Promise.all([start(), start(), start()])
    expect(new Set(started.map(({ ownerUrl }) => ownerUrl)).size).toBe(1)
    expect(started.filter((each) => each.started)).toHaveLength(1)
  })
  it('keeps its passwords to its owner and listens on loopback only', async () => {
    const { adminUrl } = await start()
    expect(statSync(join(folder, 'facts.json')).mode & 0o077).toBe(0)
    const [row] = await read(adminUrl, 'SHOW listen_addresses')
    expect(row?.listen_addresses).toBe('127.0.0.1')
  })
  it('keeps its data when it is killed, and starts again', async () => {
    const { ownerUrl } = await start()
    await read(ownerUrl, 'CREATE TABLE kept (x int)')
    const pid = postmaster()
    process.kill(pid, 'SIGKILL')
    await eventually(() => identify(pid) === null, 5000)
    const again = await start()
    expect(await read(again.ownerUrl, 'SELECT * FROM kept')).toEqual([])
  })
  it('moves to another port when somebody took its own', async () => {
    const before = await start()
    await before.stop()
    const squatter = createServer().listen(before.port, '127.0.0.1')
    try {
      const after = await start()
      expect(after.port).not.toBe(before.port)
      expect(await read(after.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    } finally {
      squatter.close()
    }
  })
})
