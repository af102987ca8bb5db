import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { endProcesses } from '../process/ending.ts'
import { identify, type ProcessIdentity } from '../process/identity.ts'

export type ChildSpec = {
  name: string
  command: string
  args: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  /** Where its output goes; null: to this terminal. */
  log: string | null
  /** Called whenever it is another process: null when it ended. */
  onProcess: (who: ProcessIdentity | null) => void
  /** Called when it died by itself: what is said to the person at the terminal. */
  onDeath: (message: string) => void
}

/** A child that is started again when it dies, until it is stopped. */
export type Supervised = { name: string; identity(): ProcessIdentity | null; stop(): Promise<void> }

const firstWaitMs = 1000
const longestWaitMs = 30_000
const settledMs = 60_000

/** The wait before the next start: doubles with each death in a row, up to half a minute; a minute of life begins anew. */
export const nextWait = (previousMs: number | null, livedMs: number): number =>
  previousMs === null || livedMs >= settledMs
    ? firstWaitMs
    : Math.min(longestWaitMs, previousMs * 2)

/**
 * Runs a child in a session of its own, so that Ctrl-C reaches it only through its owner, and starts
 * it again with back-off when it dies.
 */
export const supervise = (spec: ChildSpec): Supervised => {
  let stopped = false
  let child: ChildProcess | null = null
  let who: ProcessIdentity | null = null
  let waitMs: number | null = null
  let timer: NodeJS.Timeout | null = null

  const start = () => {
    const startedAt = Date.now()
    if (spec.log) mkdirSync(dirname(spec.log), { recursive: true })
    const out = spec.log ? openSync(spec.log, 'a') : 'inherit'
    child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      detached: true,
      stdio: ['ignore', out, out],
    })
    who = child.pid ? identify(child.pid) : null
    spec.onProcess(who)
    child.once('error', (e) => spec.onDeath(`${spec.name} cannot be run: ${e.message}`))
    child.once('exit', (code, signal) => {
      who = null
      spec.onProcess(null)
      if (stopped) return
      waitMs = nextWait(waitMs, Date.now() - startedAt)
      const place = spec.log ? `; see ${spec.log}` : ''
      spec.onDeath(
        `${spec.name} ended (${signal ?? `code ${code}`}); starting it again in ${waitMs / 1000} s${place}`,
      )
      timer = setTimeout(start, waitMs)
    })
  }
  start()
  return {
    name: spec.name,
    identity: () => who,
    stop: async () => {
      stopped = true
      if (timer) clearTimeout(timer)
      if (who) await endProcesses([who], 7000)
    },
  }
}
