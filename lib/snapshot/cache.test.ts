import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createLiveCache } from './cache.ts'
import { encodeLive } from './codec.ts'
import { exampleRecord } from './example.ts'
import type { LiveRecord } from './live.ts'

const TICK = 15_000

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

type Row = { bytes: Buffer; writtenAt: number } | null
const rowOf = (writtenAt: number): Row => ({
  bytes: encodeLive(exampleRecord({ writtenAt })),
  writtenAt,
})

/** A database row and a broker poll that can be set, delayed or failed by the test. */
function world(start: { row?: Row } = {}) {
  const state = {
    row: start.row ?? null,
    databaseAway: false,
    reads: 0,
    polls: 0,
    previous: [] as (LiveRecord | null)[],
    pollTakesMs: 0,
    pollFails: false,
  }
  const cache = createLiveCache({
    async readRow() {
      state.reads++
      if (state.databaseAway) throw new Error('connect ECONNREFUSED')
      return state.row
    },
    async poll(_clusterId, previous) {
      state.polls++
      state.previous.push(previous)
      if (state.pollTakesMs > 0) await new Promise((done) => setTimeout(done, state.pollTakesMs))
      if (state.pollFails) throw new Error('no broker answers')
      return exampleRecord({ writtenBy: 'web', writtenAt: Date.now() })
    },
    now: Date.now,
    tickMs: TICK,
  })
  return { state, cache }
}

describe('while the collector writes', () => {
  test('pages are served from its row, and the brokers are not asked', async () => {
    const { state, cache } = world({ row: rowOf(Date.now() - 1_000) })
    const seen = await Promise.all(Array.from({ length: 100 }, () => cache.get('demo')))
    expect(seen.every((v) => v.via === 'collector')).toBe(true)
    expect(state).toMatchObject({ reads: 1, polls: 0 })
  })

  test('the row is read again at most every 5 s', async () => {
    const { state, cache } = world({ row: rowOf(Date.now()) })
    await cache.get('demo')
    vi.advanceTimersByTime(4_999)
    await cache.get('demo')
    expect(state.reads).toBe(1)
    vi.advanceTimersByTime(1)
    await cache.get('demo')
    expect(state.reads).toBe(2)
  })

  test('a newer row replaces what is known, an unchanged one is kept as it is', async () => {
    const { state, cache } = world({ row: rowOf(Date.now()) })
    const first = await cache.get('demo')
    vi.advanceTimersByTime(5_000)
    await cache.get('demo')
    const same = await cache.get('demo')
    expect(same.record).toBe(first.record)
    state.row = rowOf(Date.now())
    vi.advanceTimersByTime(5_000)
    await cache.get('demo')
    await vi.advanceTimersByTimeAsync(0)
    expect((await cache.get('demo')).record?.writtenAt).toBe(state.row?.writtenAt)
  })
})

describe('when the row is old', () => {
  test('this process polls once for everybody, and not again within a tick', async () => {
    const { state, cache } = world({ row: rowOf(Date.now() - 2 * TICK) })
    const seen = await Promise.all(Array.from({ length: 20 }, () => cache.get('demo')))
    expect(state.polls).toBe(1)
    expect(seen.every((v) => v.via === 'web')).toBe(true)
    vi.advanceTimersByTime(TICK - 1)
    await cache.get('demo')
    expect(state.polls).toBe(1)
  })

  test('a poll is handed what is known, so that ages and carried values go on', async () => {
    const { state, cache } = world({ row: rowOf(Date.now() - 2 * TICK) })
    await cache.get('demo')
    expect(state.previous[0]?.writtenBy).toBe('collector-1')
  })

  test('nobody waits longer than 2 s: the old record is served, the poll ends behind it', async () => {
    const { state, cache } = world({ row: rowOf(Date.now() - 2 * TICK) })
    state.pollTakesMs = 7_000
    let served: Awaited<ReturnType<typeof cache.get>> | null = null
    const asked = cache.get('demo').then((v) => {
      served = v
    })
    await vi.advanceTimersByTimeAsync(1_999)
    expect(served).toBeNull()
    await vi.advanceTimersByTimeAsync(1)
    await asked
    expect(served).toMatchObject({ via: 'collector' })
    await vi.advanceTimersByTimeAsync(5_000)
    expect((await cache.get('demo')).via).toBe('web')
    expect(state.polls).toBe(1)
  })

  test('a poll that fails leaves what is known, with its age', async () => {
    const { state, cache } = world({ row: rowOf(Date.now() - 2 * TICK) })
    state.pollFails = true
    const seen = await cache.get('demo')
    expect(seen).toMatchObject({ via: 'collector' })
    expect(seen.record?.writtenAt).toBe(Date.now() - 2 * TICK)
  })

  test('bytes of another version count as no row', async () => {
    const { state, cache } = world({ row: { bytes: Buffer.from('?'), writtenAt: Date.now() } })
    expect((await cache.get('demo')).via).toBe('web')
    expect(state.polls).toBe(1)
  })
})

describe('when one source is away', () => {
  test('without the database live values still show, and the view says it is away', async () => {
    const { state, cache } = world()
    state.databaseAway = true
    expect(await cache.get('demo')).toMatchObject({ via: 'web', databaseAway: true })
  })

  test('a database that hangs is waited for a second, and then live values show', async () => {
    const cache = createLiveCache({
      readRow: () => new Promise(() => {}),
      poll: async () => exampleRecord({ writtenBy: 'web', writtenAt: Date.now() }),
      now: Date.now,
      tickMs: TICK,
    })
    const asked = cache.get('demo')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await asked).toMatchObject({ via: 'web', databaseAway: true })
  })

  test('when both hang the answer still comes within 2 s', async () => {
    const cache = createLiveCache({
      readRow: () => new Promise(() => {}),
      poll: () => new Promise(() => {}),
      now: Date.now,
      tickMs: TICK,
    })
    const asked = cache.get('demo')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await asked).toEqual({ record: null, via: 'none', databaseAway: true })
  })

  test('with neither row nor brokers there is no record, and it is not made up', async () => {
    const { state, cache } = world()
    state.pollFails = true
    expect(await cache.get('demo')).toEqual({ record: null, via: 'none', databaseAway: false })
  })
})

describe('when a person asks for now', () => {
  test('the brokers are polled though the row is fresh, once for all who ask', async () => {
    const { state, cache } = world({ row: rowOf(Date.now()) })
    await cache.get('demo')
    vi.advanceTimersByTime(1_000)
    const seen = await Promise.all([cache.refresh('demo'), cache.refresh('demo')])
    expect(state.polls).toBe(1)
    expect(seen[0]).toMatchObject({ via: 'web' })
  })

  test('a row written before the poll does not put the older values back', async () => {
    const { state, cache } = world({ row: rowOf(Date.now()) })
    await cache.get('demo')
    state.row = rowOf(Date.now() + 1)
    vi.advanceTimersByTime(6_000)
    await cache.refresh('demo')
    expect((await cache.get('demo')).via).toBe('web')
  })
})
