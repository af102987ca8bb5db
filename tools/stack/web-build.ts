import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from '../process/lock.ts'
import { sourceHash } from './sources.ts'

/** The checkout. */
export const root = join(import.meta.dirname, '../..')
const builds = join(root, '.highwater/web')

const runBuild = (signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const next = join(root, 'node_modules/next/dist/bin/next')
    const child = spawn(process.execPath, [next, 'build'], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    })
    const said: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`the web build failed\n${Buffer.concat(said).toString()}`)),
    )
  })

/**
 * A folder with `server.js` of a production build of the present sources, complete with its static
 * files. Built only when no build of these sources is kept; each is kept apart, so that a server
 * that runs is never changed under its feet. Throws with the compiler's output.
 */
export const webBuild = async (
  signal?: AbortSignal,
): Promise<{ folder: string; built: boolean }> => {
  mkdirSync(builds, { recursive: true })
  return alone(
    join(builds, 'lock'),
    async () => {
      const hash = sourceHash(root)
      const folder = join(builds, hash)
      if (existsSync(join(folder, 'server.js'))) return { folder, built: false }
      await runBuild(signal)
      const half = join(builds, `${hash}.half`)
      rmSync(half, { recursive: true, force: true })
      cpSync(join(root, '.next/standalone'), half, { recursive: true, verbatimSymlinks: true })
      cpSync(join(root, '.next/static'), join(half, '.next/static'), { recursive: true })
      if (existsSync(join(root, 'public'))) {
        cpSync(join(root, 'public'), join(half, 'public'), { recursive: true })
      }
      for (const old of readdirSync(builds)) {
        if (old !== 'lock' && !old.startsWith('lock.') && old !== `${hash}.half`) {
          rmSync(join(builds, old), { recursive: true, force: true })
        }
      }
      renameSync(half, folder)
      return { folder, built: true }
    },
    600_000,
  )
}
