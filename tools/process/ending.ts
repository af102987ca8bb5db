import { setTimeout as delay } from 'node:timers/promises'
import { isRunning, type ProcessIdentity } from './identity.ts'

/** Sends a signal to exactly that process (never to one that reuses its number). False when it no longer runs. */
export const signalProcess = (who: ProcessIdentity, signal: NodeJS.Signals): boolean => {
  if (!isRunning(who)) return false
  try {
    return process.kill(who.pid, signal)
  } catch {
    return false
  }
}

/** Polls until `condition` holds; false when it still does not after `withinMs`. */
export const eventually = async (
  condition: () => boolean | Promise<boolean>,
  withinMs: number,
  everyMs = 50,
): Promise<boolean> => {
  const deadline = Date.now() + withinMs
  for (;;) {
    if (await condition()) return true
    if (Date.now() >= deadline) return false
    await delay(everyMs)
  }
}

/**
 * Ends processes together: wakes the frozen (a stopped process never sees a SIGTERM), asks all at
 * once, and kills what still runs after `graceMs`. Resolves when none is left.
 */
export const endProcesses = async (all: ProcessIdentity[], graceMs = 7000): Promise<void> => {
  for (const who of all) signalProcess(who, 'SIGCONT')
  for (const who of all) signalProcess(who, 'SIGTERM')
  if (await eventually(() => !all.some(isRunning), graceMs)) return
  for (const who of all) signalProcess(who, 'SIGKILL')
  await eventually(() => !all.some(isRunning), 2000)
}
