import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endProcesses, eventually } from '../process/ending.ts'
import { identify, isRunning, type ProcessIdentity } from '../process/identity.ts'
import { claimHome, readRecord, releaseHome, updateRecord } from './record.ts'

let home = ''
const started: ProcessIdentity[] = []

/** A process that does nothing, or runs `source` of a module. */
const run = async (source = 'setInterval(() => {}, 1000)') => {
  const args = ['--input-type=module', '-e', source]
  const child = spawn(process.execPath, args, { stdio: 'ignore', detached: true })
  await once(child, 'spawn')
  const who = identify(child.pid ?? 0)
  if (!who) throw new Error('the child has no identity')
  started.push(who)
  return who
}

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'highwater-home-'))
})
afterEach(async () => {
  await endProcesses(started.splice(0), 2000)
  rmSync(home, { recursive: true })
})

describe('what an earlier start left behind', () => {
  it('is ended by the next start after a kill -9 of its owner, and nothing else is', async () => {
    const module = JSON.stringify(join(import.meta.dirname, 'record.ts'))
    const owner = await run(
      `import { claimHome } from ${module}; await claimHome(${JSON.stringify(home)}); setInterval(() => {}, 1000)`,
    )
    expect(await eventually(() => readRecord(home) !== null, 10_000)).toBe(true)
    const left = await run()
    const stranger = await run()
    updateRecord(home, (record) => {
      record.children.web = left
      record.children.collector = { ...stranger, startedAt: 'the number was reused' }
    })
    process.kill(owner.pid, 'SIGKILL')
    expect(await eventually(() => !isRunning(owner), 5000)).toBe(true)

    expect(await claimHome(home)).toEqual({ leftovers: 1 })
    expect(isRunning(left)).toBe(false)
    expect(isRunning(stranger)).toBe(true)
  })
})

describe('two starts in one home', () => {
  it('the second is refused with the address of the first', async () => {
    await claimHome(home)
    updateRecord(home, (record) => {
      record.url = 'http://127.0.0.1:3000'
    })
    await expect(claimHome(home)).rejects.toThrow('already runs at http://127.0.0.1:3000')
  })
  it('nothing stands in the way of the next one after an orderly end', async () => {
    await claimHome(home)
    releaseHome(home)
    expect(await claimHome(home)).toEqual({ leftovers: 0 })
  })
})
