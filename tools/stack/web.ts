import { join } from 'node:path'
import { eventually } from '../process/ending.ts'
import { nextFreePort } from '../process/ports.ts'
import type { Owner } from './own.ts'
import { root, webBuild } from './web-build.ts'

/** Says so when a port was busy and another is used. */
export const sayMoved = (
  say: (line: string) => void,
  what: string,
  wanted: number,
  got: number,
): void => {
  if (got !== wanted) say(`port ${wanted} is busy: ${what} on ${got}`)
}

/** How long something took, for the person who waits. */
export const secondsSince = (began: number): string =>
  `${((performance.now() - began) / 1000).toFixed(1)} s`

/** Resolves when the server answers HTTP at all; throws when it does not within `withinMs`. */
const untilServed = async (url: string, withinMs: number, signal: AbortSignal) => {
  const live = `${url}/api/health/live`
  const served = await eventually(
    () => {
      signal.throwIfAborted()
      return fetch(live, { signal: AbortSignal.timeout(5000) }).then(Boolean, () => false)
    },
    withinMs,
    200,
  )
  if (!served) throw new Error(`the web server did not answer at ${url}`)
}

export type WebOptions = {
  port: number
  dev: boolean
  env: NodeJS.ProcessEnv
  say: (line: string) => void
}

/**
 * Builds the web when its sources changed, serves it on 127.0.0.1 (until there is sign-in nobody else
 * may reach it) and returns its address once it answers.
 */
export const serveWeb = async (owner: Owner, options: WebOptions): Promise<string> => {
  const { say, dev } = options
  const began = performance.now()
  let folder = root
  let args: string[]
  if (dev) args = [join(root, 'node_modules/next/dist/bin/next'), 'dev', '-H', '127.0.0.1']
  else {
    say('web: building when the sources changed …')
    const build = await webBuild(owner.signal)
    owner.signal.throwIfAborted()
    say(build.built ? `web: built (${secondsSince(began)})` : 'web: the build is up to date')
    folder = build.folder
    args = ['server.js']
  }
  const port = await nextFreePort(options.port)
  sayMoved(say, 'the page', options.port, port)
  const env = {
    ...options.env,
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOSTNAME: '127.0.0.1',
    HOST: '127.0.0.1',
    PORT: String(port),
  } as const
  owner.run('web', dev ? [...args, '-p', String(port)] : args, env, {
    cwd: folder,
    ...(dev ? { log: null } : {}),
  })
  const url = `http://127.0.0.1:${port}`
  await untilServed(url, 90_000, owner.signal)
  return url
}
