import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Account, reachableFolder, serverAccount } from './postgres/account.ts'
import { postgresBinaries } from './postgres/binaries.ts'
import { appRole, ensureDatabase, ensureRoles, ownerRole, withClient } from './postgres/roles.ts'
import { identify } from './process/identity.ts'
import { alone } from './process/lock.ts'
import { nextFreePort } from './process/ports.ts'

type Facts = { port: number; password: string; owner: string; app: string }

/** A running private server. The URLs hold passwords made at its first start; `stop` ends it and waits. */
export type Postgres = {
  adminUrl: string
  ownerUrl: string
  appUrl: string
  port: number
  /** False when it was already running. */
  started: boolean
  stop(): Promise<void>
}

export type PostgresOptions = {
  database?: string
  /** The port tried first at the first start; the next free one is taken. Default 15432. */
  port?: number
  /** For throw-away servers: no waiting for the disk. */
  volatile?: boolean
}

/** The address of a database on the server as a role. */
export const databaseUrl = (port: number, role: string, password: string, database: string) =>
  `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`

const initFlags = [
  ...['-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8', '--no-instructions', '--no-sync'],
  ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'], // needs no OS locale
]

const serverFlags = (port: number, options: PostgresOptions) =>
  [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    '-c unix_socket_directories=',
    '-c max_connections=200',
    ...(options.volatile ? ['-c fsync=off'] : []),
  ].join(' ')

/** True for a process that really is this data folder's server: not gone, not a zombie, not a reused number. */
const isServer = (pid: number, data: string) => {
  if (!identify(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data)
  } catch {
    return false
  }
}

const answers = (url: string) =>
  withClient(url, (client) => client.query('SELECT 1')).then(
    () => true,
    () => false,
  )

/**
 * A private Postgres from the npm binaries, in `folder`: made at the first start, found again while it
 * runs, recovered after a crash. Listens on 127.0.0.1 only and on no socket file. Several starters at
 * once all get the same server. Throws with the place of the log when it does not start.
 */
export const startPostgres = async (
  folder: string,
  options: PostgresOptions = {},
): Promise<Postgres> => {
  const account = serverAccount()
  const home = reachableFolder(folder, account)
  return alone(join(home, 'lock'), () => startAlone(home, account, options))
}

const startAlone = async (home: string, account: Account, options: PostgresOptions) => {
  const bin = postgresBinaries(account)
  const data = join(home, 'data')
  const factsFile = join(home, 'facts.json')
  const log = join(home, 'log')
  const run = (name: string, args: string[]) =>
    promisify(execFile)(join(bin, name), args, {
      ...account,
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    })
  const keep = (facts: Facts) => writeFileSync(factsFile, JSON.stringify(facts), { mode: 0o600 })

  // A folder without facts is half made: the facts are written last.
  if (!existsSync(join(data, 'PG_VERSION')) || !existsSync(factsFile)) {
    rmSync(data, { recursive: true, force: true })
    const secret = () => randomBytes(18).toString('base64url')
    const facts = {
      port: await nextFreePort(options.port ?? 15_432),
      password: secret(),
      owner: secret(),
      app: secret(),
    }
    const passwordFile = join(home, 'password')
    writeFileSync(passwordFile, facts.password, { mode: 0o600 })
    if ('uid' in account) chownSync(passwordFile, account.uid, account.gid)
    await run('initdb', ['-D', data, `--pwfile=${passwordFile}`, ...initFlags])
    rmSync(passwordFile)
    keep(facts)
  }

  let facts = JSON.parse(readFileSync(factsFile, 'utf8')) as Facts
  const adminUrl = () => databaseUrl(facts.port, 'postgres', facts.password, 'postgres')
  const pidFile = join(data, 'postmaster.pid')
  const [pid, , , port] = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split('\n') : []
  // Postgres itself takes a zombie, or a stranger with a reused number, for its running server.
  if (pid && !isServer(Number(pid), data)) rmSync(pidFile)
  else if (port) facts = { ...facts, port: Number(port) }

  const started = !(await answers(adminUrl()))
  for (let attempt = 1; started; attempt++) {
    const flags = serverFlags(facts.port, options)
    try {
      await run('pg_ctl', ['start', '-D', data, '-l', log, '-w', '-t', '60', '-o', flags])
      break
    } catch (e) {
      if (attempt === 3) throw new Error(`Postgres did not start; see ${log}`, { cause: e })
      await delay(300) // back-off: orphaned backends of a killed server need a moment to go
      facts = { ...facts, port: await nextFreePort(facts.port) }
      keep(facts)
    }
  }

  const database = options.database ?? 'highwater'
  await withClient(adminUrl(), async (client) => {
    await ensureRoles(client, facts)
    await ensureDatabase(client, database)
  })
  return {
    adminUrl: adminUrl(),
    ownerUrl: databaseUrl(facts.port, ownerRole, facts.owner, database),
    appUrl: databaseUrl(facts.port, appRole, facts.app, database),
    port: facts.port,
    started,
    stop: async () => {
      if (!existsSync(pidFile)) return
      await run('pg_ctl', ['stop', '-D', data, '-m', 'fast', '-w', '-t', '30'])
    },
  }
}
