import { describe, expect, it } from 'vitest'
import { jitter, nextStart, runTicks } from './scheduler.ts'

describe('the next tick', () => {
  it.each([
    ['is one tick later', 1000, 15_000, 1200, 16_000],
    ['is the next whole tick after one that took too long', 1000, 15_000, 32_000, 46_000],
    ['is not at once when the tick took exactly its time', 1000, 15_000, 16_000, 16_000],
    ['follows a doubled tick', 1000, 30_000, 20_000, 31_000],
  ])('%s', (_, planned, tickMs, now, expected) => {
    expect(nextStart(planned, tickMs, now)).toBe(expected)
  })

  it('is shifted by 2 % at most, both ways', () => {
    expect(jitter(15_000, () => 0)).toBe(-300)
    expect(jitter(15_000, () => 0.5)).toBe(0)
    expect(jitter(15_000, () => 0.999999)).toBeLessThanOrEqual(300)
  })
})

describe('ticks', () => {
  it('never overlap, however long one takes', async () => {
    const abort = new AbortController()
    let running = 0
    let most = 0
    let done = 0
    await runTicks(async () => {
      most = Math.max(most, ++running)
      for (let i = 0; i < 50; i++) await Promise.resolve()
      running--
      if (++done === 5) abort.abort()
      return 1
    }, abort.signal)
    expect(most).toBe(1)
    expect(done).toBe(5)
  })

  it('end when one says so', async () => {
    let done = 0
    await runTicks(async () => (++done === 3 ? null : 1), new AbortController().signal)
    expect(done).toBe(3)
  })

  it('let the one under way end when they are asked to stop', async () => {
    const abort = new AbortController()
    const order: string[] = []
    await runTicks(async () => {
      abort.abort()
      await Promise.resolve()
      order.push('ended')
      return 1
    }, abort.signal)
    expect(order).toEqual(['ended'])
  })
})
