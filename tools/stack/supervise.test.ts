import { describe, expect, it } from 'vitest'
import { nextWait } from './supervise.ts'

describe('a child that dies is started again with back-off', () => {
  it.each([
    ['the first death waits a second', null, 10, 1000],
    ['a second death in a row waits twice as long', 1000, 10, 2000],
    ['never longer than half a minute', 30_000, 10, 30_000],
    ['a minute of life begins anew', 30_000, 60_000, 1000],
  ])('%s', (_, previous, lived, wait) => {
    expect(nextWait(previous, lived)).toBe(wait)
  })
})
