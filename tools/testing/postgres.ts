import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { migrate } from '../migrate.ts'
import { ensureDatabase, withClient } from '../postgres/roles.ts'
import { type Postgres, startPostgres } from '../postgres.ts'

/** A database of its own for one test file: empty, migrated, with the product's two roles. */
export type TestDatabase = { ownerUrl: string; appUrl: string; drop(): Promise<void> }

/** The one server all tests share; it stays up between runs until `npm test` ends it. */
export const testServer = (): Promise<Postgres> =>
  startPostgres(join(import.meta.dirname, '../../.highwater/test-postgres'), {
    database: 'highwater_test',
    port: 16_432,
    volatile: true,
  })

const at = (url: string, database: string) => {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}

/** A fresh database on the test server with the migrations of `folder` (default: the product's). Call `drop` when done. */
export const testDatabase = async (folder?: string): Promise<TestDatabase> => {
  const server = await testServer()
  const name = `test_${randomBytes(6).toString('hex')}`
  await withClient(server.adminUrl, (client) => ensureDatabase(client, name))
  const ownerUrl = at(server.ownerUrl, name)
  await migrate(ownerUrl, folder)
  return {
    ownerUrl,
    appUrl: at(server.appUrl, name),
    drop: () =>
      withClient(server.adminUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      }),
  }
}
