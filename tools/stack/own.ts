import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { claimHome, releaseHome, updateRecord } from './record.ts'
import { type ChildSpec, type Supervised, supervise } from './supervise.ts'
import { root } from './web-build.ts'

/** What a start is handed: ways to run children and to say what must end with them. */
export type Owner = {
  /** Runs this Node with `args`, supervised, recorded and logged under the home folder. */
  run(name: string, args: string[], env: NodeJS.ProcessEnv, more?: Partial<ChildSpec>): void
  /** Called when all is ended, at the same time as the children. Must be safe to call twice. */
  alongside(end: () => Promise<unknown>): void
  /** Called when all is ended, after the children. Must be safe to call twice. */
  afterwards(end: () => Promise<unknown>): void
  /** Aborts when the start is given up: to be asked after each wait. */
  signal: AbortSignal
}

export type OwnOptions = { home: string; say: (line: string) => void; signal?: AbortSignal }

/**
 * Takes a home folder, lets `start` run what it wants in it, and returns its result with one `stop`
 * for all of it. Leftovers of a killed owner are ended first. When `start` fails or the signal
 * aborts, everything is ended before this rejects.
 */
export const own = async <T>(
  { home, say, signal = new AbortController().signal }: OwnOptions,
  start: (owner: Owner) => Promise<T>,
): Promise<{ value: T; stop(): Promise<void> }> => {
  const { leftovers } = await claimHome(home)
  if (leftovers > 0) say(`ended ${leftovers} processes that an earlier start left behind`)
  const children: Supervised[] = []
  const together: (() => Promise<unknown>)[] = []
  const last: (() => Promise<unknown>)[] = []
  const endAll = async () => {
    await Promise.all([...children.map((child) => child.stop()), ...together.map((end) => end())])
    await Promise.all(last.map((end) => end()))
  }
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  const parts = start({
    run: (name, args, env, more = {}) => {
      signal.throwIfAborted()
      children.push(
        supervise({
          name,
          command: process.execPath,
          args,
          cwd: root,
          env,
          log: join(home, 'logs', `${name}.log`),
          onProcess: (who) =>
            updateRecord(home, (record) => {
              if (who) record.children[name] = who
              else delete record.children[name]
            }),
          onDeath: say,
          ...more,
        }),
      )
    },
    alongside: (end) => together.push(end),
    afterwards: (end) => last.push(end),
    signal,
  })
  try {
    const value = await Promise.race([parts, aborted])
    return { value, stop: () => endAll().then(() => releaseHome(home)) }
  } catch (e) {
    await endAll()
    if (signal.aborted) {
      // The step that was cut short may have started something after the first sweep.
      await Promise.race([parts.catch(() => undefined), delay(2000)])
      await endAll()
    }
    releaseHome(home)
    throw e
  }
}
