import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from './migrate.ts'
import { withClient } from './postgres/roles.ts'
import { type TestDatabase, testDatabase } from './testing/postgres.ts'

let folder = ''
let database: TestDatabase
const put = (name: string, sql: string) => {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}
const query = (url: string, sql: string) => withClient(url, (client) => client.query(sql))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'highwater-migrations-'))
  database = await testDatabase(folder)
})
afterEach(async () => {
  await database.drop()
  rmSync(folder, { recursive: true })
})

describe('migrate', () => {
  it('applies what is new, in order of name, once', async () => {
    put('2_b', 'ALTER TABLE a ADD COLUMN y int')
    put('1_a', 'CREATE TABLE a (x int)')
    expect(await migrate(database.ownerUrl, folder)).toEqual(['1_a', '2_b'])
    expect(await migrate(database.ownerUrl, folder)).toEqual([])
  })
  it('leaves nothing of a migration that fails half-way, and can be run again once mended', async () => {
    put('1_a', 'CREATE TABLE a (x int); SELECT nonsense')
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow('1_a failed')
    const { rowCount } = await query(
      database.ownerUrl,
      `SELECT 1 FROM pg_tables WHERE tablename = 'a'`,
    )
    expect(rowCount).toBe(0)
    put('1_a', 'CREATE TABLE a (x int)')
    expect(await migrate(database.ownerUrl, folder)).toEqual(['1_a'])
  })
  it('refuses a migration that was edited after it was applied', async () => {
    put('1_a', 'CREATE TABLE a (x int)')
    await migrate(database.ownerUrl, folder)
    put('1_a', 'CREATE TABLE a (x bigint)')
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow('edited')
  })
  it('lets several migrators start at once', async () => {
    put('1_a', 'CREATE TABLE a (x int)')
    const runs = await Promise.all([1, 2, 3].map(() => migrate(database.ownerUrl, folder)))
    expect(runs.flat()).toEqual(['1_a'])
  })
})

describe('the two roles', () => {
  it('the app role can use what a migration grants and change the shape of nothing', async () => {
    put('1_a', 'CREATE TABLE a (x int); GRANT SELECT ON a TO highwater_app')
    await migrate(database.ownerUrl, folder)
    await query(database.appUrl, 'SELECT x FROM a')
    await expect(query(database.appUrl, 'INSERT INTO a VALUES (1)')).rejects.toThrow('denied')
    await expect(query(database.appUrl, 'CREATE TABLE b (x int)')).rejects.toThrow('denied')
    await expect(query(database.appUrl, 'DROP TABLE a')).rejects.toThrow('owner')
  })
  it('a migration can hand the app role a schema to own', async () => {
    put('1_a', 'CREATE SCHEMA h AUTHORIZATION highwater_app')
    await migrate(database.ownerUrl, folder)
    await query(database.appUrl, 'CREATE TABLE h.t (x int)')
  })
})
