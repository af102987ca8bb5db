import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { identify, isRunning, type ProcessIdentity } from './identity.ts'

const holderOf = (lock: string): ProcessIdentity | null => {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as ProcessIdentity
  } catch {
    return null
  }
}

/** Removes a dead holder's lock. Moved aside first: another waiter may have taken over since it was read. */
const takeAway = (lock: string, mine: string) => {
  const aside = `${mine}.dead`
  try {
    renameSync(lock, aside)
    const holder = holderOf(aside)
    if (holder && isRunning(holder)) linkSync(aside, lock)
  } catch {
    // another waiter moved it first
  }
  rmSync(aside, { force: true })
}

/**
 * Runs `work` while holding a lock file: one process at a time, each waiting up to `waitMs` for its
 * turn. A lock left by a killed process is taken over. Throws when the holder does not finish.
 */
export const alone = async <T>(
  lock: string,
  work: () => Promise<T>,
  waitMs = 120_000,
): Promise<T> => {
  const deadline = Date.now() + waitMs
  // Written whole beside the lock, then linked: nobody can read a half-written holder.
  const mine = `${lock}.${process.pid}.${Math.random().toString(36).slice(2)}`
  writeFileSync(mine, JSON.stringify(identify(process.pid)))
  try {
    for (;;) {
      try {
        linkSync(mine, lock)
        break
      } catch (e) {
        if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e
        const holder = holderOf(lock)
        if (holder && !isRunning(holder)) takeAway(lock, mine)
        else if (Date.now() > deadline) {
          throw new Error(`${lock} is held by process ${holder?.pid ?? 'unknown'}`)
        } else await delay(100)
      }
    }
  } finally {
    rmSync(mine, { force: true })
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}
