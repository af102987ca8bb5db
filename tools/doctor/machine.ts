import { spawnSync } from 'node:child_process'
import type { Environment } from '../../lib/config/env.ts'
import { collectorOptions, createPool } from '../../lib/db/pool.ts'
import { withoutCredentials } from '../../lib/log.ts'
import { javaCommand, javaMajor } from '../kafka/fetch.ts'
import { bad, type Finding, fine, note } from './finding.ts'

const forDemo = 'needed only by `npm run demo` for a Kafka of its own'

/** Java and Maven: only a local Kafka needs them, so their absence fails nothing. */
export function examineTools(): Finding[] {
  const java = spawnSync(javaCommand(), ['-version'], { encoding: 'utf8' })
  const major = java.error ? null : javaMajor(java.stderr)
  const maven = spawnSync('mvn', ['-v'], { encoding: 'utf8' })
  const version = maven.error ? null : (/Apache Maven ([\d.]+)/.exec(maven.stdout)?.[1] ?? null)
  return [
    major !== null && major >= 17
      ? fine('Java', `version ${major}`)
      : note(
          'Java',
          major === null ? 'not found' : `version ${major} is too old`,
          `install a JDK 17 or newer; ${forDemo}`,
        ),
    version
      ? fine('Maven', `version ${version}`)
      : note('Maven', 'not found', `install Maven; ${forDemo}`),
  ]
}

async function askDatabase(about: string, url: string): Promise<Finding> {
  const pool = createPool(url, { ...collectorOptions, name: 'highwater-doctor', max: 1 })
  try {
    const { rows } = await pool.query<{ who: string; version: string; history: boolean }>(
      `SELECT current_user AS who, current_setting('server_version') AS version,
              to_regnamespace('history') IS NOT NULL AS history`,
    )
    const row = rows[0]
    const found = `Postgres ${row?.version} answers as ${row?.who}`
    return row?.history
      ? fine(about, found)
      : bad(about, `${found}, but the tables are not there`, 'run `npm run migrate`')
  } catch (error) {
    const { message, code } = error as { message?: string; code?: string }
    // A refused connection to every address of a name has no text of its own.
    const reason = withoutCredentials(message || code || 'no answer')
    return bad(
      about,
      reason,
      'check the address and that Postgres runs; without it there is no history',
    )
  } finally {
    await pool.end()
  }
}

/** The database the processes use, and the owner's when it is another. */
export async function examineDatabase({
  databaseUrl,
  appDatabaseUrl,
}: Environment): Promise<Finding[]> {
  if (!databaseUrl && !appDatabaseUrl)
    return [
      note(
        'Postgres',
        'DATABASE_URL is not set',
        'set it for `npm start`; `npm run demo` brings its own',
      ),
    ]
  const named: [string, string | null][] = [
    ['Postgres (DATABASE_URL)', databaseUrl],
    ['Postgres (APP_DATABASE_URL)', appDatabaseUrl === databaseUrl ? null : appDatabaseUrl],
  ]
  return Promise.all(named.flatMap(([about, url]) => (url ? [askDatabase(about, url)] : [])))
}
