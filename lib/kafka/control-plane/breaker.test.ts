import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Failure } from '../errors.ts'
import { createBreaker, PROBE_LONGEST_MS } from './breaker.ts'
import { createSilence } from './silence.ts'

const silent: Failure = { code: 'timeout', message: 'did not answer in time' }
const broker = 'b-1:9092'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A broker that answers probes only when told to, as the broker client does: by reporting it. */
function world() {
  const probedAt: number[] = []
  const state = { answers: false }
  const breaker = createBreaker(async (address) => {
    probedAt.push(Date.now())
    if (state.answers) breaker.answered(address, Date.now())
    return state.answers
  })
  return { breaker, probedAt, state }
}

describe('the circuit of a broker', () => {
  test('opens with the first failure, and says since when and why', () => {
    const { breaker } = world()
    expect(breaker.isOpen(broker)).toBe(false)
    breaker.failed(broker, silent, 5)
    breaker.failed(broker, { ...silent, message: 'still' }, 9)
    expect(breaker.isOpen(broker)).toBe(true)
    expect(breaker.state(broker)).toMatchObject({ failingSince: 5, failure: { message: 'still' } })
    breaker.close()
  })

  test('is probed after 1, 2, 4, 8, 16 s and then every 30 s', async () => {
    const { breaker, probedAt } = world()
    const from = Date.now()
    breaker.failed(broker, silent, from)
    await vi.advanceTimersByTimeAsync(125_000)
    const waits = probedAt.map((at, i) => at - (probedAt[i - 1] ?? from))
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, PROBE_LONGEST_MS, 30_000, 30_000])
    breaker.close()
  })

  test('closes when a probe is answered, and then nothing more is probed', async () => {
    const { breaker, probedAt, state } = world()
    breaker.failed(broker, silent, Date.now())
    await vi.advanceTimersByTimeAsync(1_000)
    state.answers = true
    await vi.advanceTimersByTimeAsync(2_000)
    expect(breaker.state(broker)).toMatchObject({ failingSince: null, failure: null })
    const probes = probedAt.length
    await vi.advanceTimersByTimeAsync(120_000)
    expect(probedAt).toHaveLength(probes)
  })

  test('is probed at once when something else says that the broker is back', async () => {
    const { breaker, probedAt, state } = world()
    breaker.failed(broker, silent, Date.now())
    await vi.advanceTimersByTimeAsync(40_000)
    const probes = probedAt.length
    state.answers = true
    breaker.nudge(broker)
    await vi.advanceTimersByTimeAsync(0)
    expect(probedAt).toHaveLength(probes + 1)
    expect(breaker.isOpen(broker)).toBe(false)
  })

  test('of one broker is no other’s', () => {
    const { breaker } = world()
    breaker.failed(broker, silent, 1)
    expect(breaker.isOpen('b-2:9092')).toBe(false)
    breaker.close()
  })

  test('leaves no timer behind when the gateway is closed', () => {
    const { breaker } = world()
    breaker.failed(broker, silent, 1)
    breaker.close()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('the silence of a broker', () => {
  test('is waited for once: requests sent one after the other share one deadline', () => {
    let now = 0
    const silence = createSilence(() => now)
    const first = silence.begin(broker)
    expect(first.leftMs(5_000)).toBe(5_000)
    now = 1_500
    expect(silence.begin(broker).leftMs(5_000)).toBe(3_500)
    now = 4_000
    expect(silence.begin(broker).leftMs(5_000)).toBe(1_000)
  })

  test('is over with every answer', () => {
    let now = 0
    const silence = createSilence(() => now)
    silence.begin(broker)
    now = 4_000
    silence.heard(broker)
    expect(silence.begin(broker).leftMs(5_000)).toBe(5_000)
  })

  test('is not counted while nothing was asked', () => {
    let now = 0
    const silence = createSilence(() => now)
    silence.begin(broker).end()
    now = 60_000
    expect(silence.begin(broker).leftMs(5_000)).toBe(5_000)
  })
})
