import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endProcesses } from '../process/ending.ts'
import { identify, isRunning, type ProcessIdentity } from '../process/identity.ts'

/** What runs for one home folder: who started it, where its page is, and every child by name. */
export type StackRecord = {
  owner: ProcessIdentity
  url: string | null
  children: Record<string, ProcessIdentity>
}

const fileOf = (home: string) => join(home, 'processes.json')

/** The record of a home folder; null when nothing was started there or all was ended in order. */
export const readRecord = (home: string): StackRecord | null => {
  try {
    return JSON.parse(readFileSync(fileOf(home), 'utf8')) as StackRecord
  } catch {
    return null
  }
}

const write = (home: string, record: StackRecord) => {
  const half = `${fileOf(home)}.${process.pid}`
  writeFileSync(half, JSON.stringify(record, null, 2))
  renameSync(half, fileOf(home))
}

/** Changes the record in one step; synchronous, so that no child runs without being known. */
export const updateRecord = (home: string, change: (record: StackRecord) => void): void => {
  const record = readRecord(home)
  if (!record) return
  change(record)
  write(home, record)
}

/** Ends exactly the children that an earlier owner left behind, and says how many. Never a process that only has the number of one. */
export const endLeftovers = async (home: string): Promise<number> => {
  const left = Object.values(readRecord(home)?.children ?? {}).filter(isRunning)
  await endProcesses(left, 5000)
  return left.length
}

/**
 * Makes this process the owner of a home folder.
 * @throws one sentence with the address when another live process owns it.
 */
export const claimHome = async (home: string): Promise<{ leftovers: number }> => {
  mkdirSync(home, { recursive: true })
  const record = readRecord(home)
  if (record && isRunning(record.owner)) {
    const where = record.url ? ` at ${record.url}` : ''
    throw new Error(
      `It already runs${where} (process ${record.owner.pid}): press Ctrl-C there first, or give this one its own --home.`,
    )
  }
  const leftovers = await endLeftovers(home)
  const owner = identify(process.pid)
  if (!owner) throw new Error('this process cannot be identified')
  write(home, { owner, url: null, children: {} })
  return { leftovers }
}

/** Forgets the record: all of it was ended. */
export const releaseHome = (home: string): void => {
  if (existsSync(fileOf(home))) rmSync(fileOf(home))
}
