import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { endProcesses, eventually, signalProcess } from './ending.ts'
import { identify, isRunning, startTimeOf } from './identity.ts'

const stat = (name: string, state: string) =>
  `42 (${name}) ${state} 1 42 42 0 -1 4194560 ${Array.from({ length: 12 }, (_, n) => n).join(' ')} 777 5 6`

const idle = async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  await once(child, 'spawn')
  const who = identify(child.pid ?? 0)
  if (!who) throw new Error('the child has no identity')
  return who
}

describe('a process is known by its number and its start', () => {
  it('reads the start time after a name with spaces and brackets', () => {
    expect(startTimeOf(stat('a (b) c', 'S'))).toBe('777')
  })
  it('takes a zombie for gone: nobody may ever have reaped it', () => {
    expect(startTimeOf(stat('node', 'Z'))).toBeNull()
  })
  it('finds itself and nobody at an impossible number', () => {
    const self = identify(process.pid)
    expect(self && isRunning(self)).toBe(true)
    expect(identify(2 ** 22 + 1)).toBeNull()
  })
  it('never touches a process that only reuses the number', async () => {
    const who = await idle()
    const stranger = { ...who, startedAt: 'another time' }
    expect(signalProcess(stranger, 'SIGKILL')).toBe(false)
    await endProcesses([stranger], 1)
    expect(isRunning(who)).toBe(true)
    await endProcesses([who], 5000)
    expect(isRunning(who)).toBe(false)
  })
  it('ends a frozen process too', async () => {
    const who = await idle()
    signalProcess(who, 'SIGSTOP')
    await endProcesses([who], 5000)
    expect(isRunning(who)).toBe(false)
  })
})

describe('eventually', () => {
  it('says no when the fact does not come true in time', async () => {
    expect(await eventually(() => false, 20, 5)).toBe(false)
  })
})
