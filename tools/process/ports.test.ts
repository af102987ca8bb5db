import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { freePorts, isFree, nextFreePort } from './ports.ts'

describe('a busy port moves to the next free one', () => {
  it('keeps the wanted port when it is free', async () => {
    expect(await nextFreePort(3000, new Set(), async () => true)).toBe(3000)
  })
  it('skips ports that are busy and ports already given out', async () => {
    expect(await nextFreePort(3000, new Set([3001]), async (port) => port !== 3000)).toBe(3002)
  })
  it('gives up with the range it tried', async () => {
    await expect(nextFreePort(3000, new Set(), async () => false)).rejects.toThrow('3000 to 3999')
  })
  it('sees a listener on 127.0.0.1', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    expect(await isFree(port)).toBe(false)
    server.close()
    await once(server, 'close')
    expect(await isFree(port)).toBe(true)
  })
  it('gives as many different ports as asked for', async () => {
    expect(new Set(await freePorts(9)).size).toBe(9)
  })
})
