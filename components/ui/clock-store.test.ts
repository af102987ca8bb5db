import { afterEach, expect, test, vi } from 'vitest'
import { currentTime, setClockSkew, subscribeClock } from './clock-store'

afterEach(() => {
  setClockSkew(0)
  vi.useRealTimers()
})

test('a browser whose clock is wrong shows ages by the server’s clock', () => {
  vi.useFakeTimers({ now: 1_000_000 })
  setClockSkew(90_000)
  expect(currentTime()).toBe(1_090_000)
})

test('the time the page took to come is no wrong clock', () => {
  vi.useFakeTimers({ now: 1_000_000 })
  setClockSkew(-800)
  expect(currentTime()).toBe(1_000_000)
})

test('the time stands still between two ticks, and is exact while nobody listens', () => {
  vi.useFakeTimers({ now: 1_000_000 })
  const stop = subscribeClock(() => {})
  vi.setSystemTime(1_000_700)
  expect(currentTime()).toBe(1_000_000)
  vi.advanceTimersByTime(1000)
  expect(currentTime()).toBe(1_001_700)
  stop()
  vi.setSystemTime(1_005_000)
  expect(currentTime()).toBe(1_005_000)
})
