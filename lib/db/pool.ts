import pg from 'pg'
import { env } from '../config/env.ts'
import { AppError } from '../errors.ts'
import { isDatabaseAway } from './errors.ts'

export type PoolOptions = {
  /** Shown by Postgres in pg_stat_activity. */
  name: string
  max: number
  /** How long to wait for a connection. pg's own default waits for ever. */
  connectMs: number
  /** Postgres ends a statement after this; the client gives up 500 ms later, for a frozen server. */
  statementMs: number
}

/** For pages: gives up early enough that a page answers within 2 s when Postgres is away. */
const pageOptions: PoolOptions = {
  name: 'highwater-web',
  max: 10,
  connectMs: 1200,
  statementMs: 1300,
}

/** For the collector: a tick may wait a little longer than a page, but never for its next tick. */
export const collectorOptions: PoolOptions = {
  name: 'highwater-collector',
  max: 6,
  connectMs: 3000,
  statementMs: 8000,
}

/**
 * A pool on `url`. A connection that breaks while idle is dropped silently: the next query tells.
 * A transaction left open by a paused process is ended by Postgres after 10 s, so that its locks
 * cannot keep another collector out.
 */
export const createPool = (url: string, options: PoolOptions): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: options.name,
    max: options.max,
    connectionTimeoutMillis: options.connectMs,
    statement_timeout: options.statementMs,
    query_timeout: options.statementMs + 500,
    idle_in_transaction_session_timeout: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  })
  pool.on('error', () => undefined)
  return pool
}

const kept = globalThis as { highwaterPool?: { url: string; pool: pg.Pool } }

/**
 * The address the running processes use.
 * @throws AppError `database_unavailable` when none is configured: live values need no database.
 */
export const configuredUrl = (): string => {
  const { appDatabaseUrl } = env()
  if (appDatabaseUrl) return appDatabaseUrl
  throw new AppError('database_unavailable', 'No database is configured: there is no history')
}

/** The web process's one pool, kept across reloads of a development server. */
export const appPool = (url: string = configuredUrl()): pg.Pool => {
  if (kept.highwaterPool?.url !== url) {
    kept.highwaterPool?.pool.end().catch(() => undefined)
    kept.highwaterPool = { url, pool: createPool(url, pageOptions) }
  }
  return kept.highwaterPool.pool
}

const within = async <T>(
  pool: pg.Pool,
  begin: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> => {
  const client = await pool.connect()
  let broken: Error | undefined
  // A connection cut while nothing is asked of it is told by an event, which would end the process.
  const onError = (e: Error) => {
    broken = e
  }
  client.on('error', onError)
  try {
    await client.query(begin)
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (e) {
    // A server that is away would only be waited for once more; the connection is thrown away.
    if (isDatabaseAway(e)) onError(e as Error)
    else await client.query('ROLLBACK').catch(onError)
    throw e
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

/**
 * Runs `work` in one transaction on one connection and commits. On any error it is rolled back and
 * the error thrown on; a connection that broke is not given back to the pool.
 */
export const transaction = <T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> => within(pool, 'BEGIN', work)

/** The same for several reads that must see one moment. */
export const readTransaction = <T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> => within(pool, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work)
