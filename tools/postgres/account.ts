import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Who runs the server: empty for the present user. */
export type Account = { uid: number; gid: number } | Record<string, never>

/** Postgres refuses to run as root: then the account `postgres`, else `nobody`. Throws when neither exists. */
export const serverAccount = (): Account => {
  if (process.getuid?.() !== 0) return {}
  const passwd = readFileSync('/etc/passwd', 'utf8')
  const line = ['postgres', 'nobody']
    .map((name) => new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(passwd))
    .find(Boolean)
  if (!line) throw new Error('running as root and /etc/passwd has neither postgres nor nobody')
  return { uid: Number(line[1]), gid: Number(line[2]) }
}

/** Makes a folder that the account owns. */
export const ownedFolder = (folder: string, account: Account): string => {
  mkdirSync(folder, { recursive: true })
  if ('uid' in account) chownSync(folder, account.uid, account.gid)
  return folder
}

/** The wanted folder, or a fixed one in /var/tmp when the account cannot reach it (a root checkout below /root). */
export const reachableFolder = (wanted: string, account: Account): string => {
  ownedFolder(wanted, account)
  const fits =
    !('uid' in account) || spawnSync('test', ['-w', wanted], { ...account, cwd: '/' }).status === 0
  if (fits) return wanted
  const digest = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
  return ownedFolder(join('/var/tmp', `highwater-${digest}`), account)
}
