import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { withClient } from './postgres/roles.ts'

/** The table as Prisma's own engine makes it, so that its `migrate status` agrees. */
const table = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`

/** The advisory lock Prisma's engine takes. */
const lockKey = 72707369

type Row = { migration_name: string; checksum: string; finished_at: Date | null }

const applyOne = async (client: pg.Client, name: string, sql: string, checksum: string) => {
  await client.query('BEGIN')
  try {
    await client.query(sql)
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (e) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw new Error(`migration ${name} failed: ${(e as Error).message}`, { cause: e })
  }
}

/**
 * Applies what is new in `folder` (one folder with a `migration.sql` each, in order of name), each in
 * its own transaction, one migrator at a time. Returns the names applied. Throws when a migration
 * fails, failed earlier, or was edited after it was applied.
 */
export const migrate = (
  url: string,
  folder: string = join(import.meta.dirname, '../prisma/migrations'),
): Promise<string[]> =>
  withClient(url, async (client) => {
    await client.query(`SELECT pg_advisory_lock(${lockKey})`) // ends with the connection
    await client.query(table)
    const { rows } = await client.query<Row>(
      `SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
    )
    const done = new Map(rows.map((row) => [row.migration_name, row]))
    const names = (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [])
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
    const applied: string[] = []
    for (const name of names) {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      const checksum = createHash('sha256').update(sql).digest('hex')
      const row = done.get(name)
      if (row && !row.finished_at) {
        throw new Error(`migration ${name} failed earlier: repair it, then mark it rolled back`)
      }
      if (row && row.checksum !== checksum) {
        throw new Error(`migration ${name} was edited after it was applied`)
      }
      if (row) continue
      await applyOne(client, name, sql, checksum)
      applied.push(name)
    }
    return applied
  })

if (import.meta.main) {
  const url = process.env.DATABASE_URL
  if (!url) {
    console.error('DATABASE_URL is not set: nothing to migrate')
    process.exit(1)
  }
  const applied = await migrate(url)
  console.log(applied.length ? `applied ${applied.join(', ')}` : 'the database is up to date')
}
