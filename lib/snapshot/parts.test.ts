import { describe, expect, test } from 'vitest'
import { examplePartition } from './example.ts'
import { hasShrunk } from './isr.ts'
import { known, neverAsked, notKnown } from './observed.ts'
import { nameFilter } from './patterns.ts'
import { activeControllers } from './quorum.ts'

describe('an observation', () => {
  test('that fails keeps what was known before, with its own time', () => {
    const failed = notKnown(known(7, 100), 'broker 2: did not answer in time')
    expect(failed).toEqual({
      value: null,
      observedAt: 100,
      reason: 'broker 2: did not answer in time',
      last: { value: 7, observedAt: 100 },
    })
    expect(notKnown(failed, 'still').last).toEqual({ value: 7, observedAt: 100 })
  })

  test('that never succeeded has nothing before it', () => {
    expect(notKnown(neverAsked(), 'no').last).toBeNull()
    expect(notKnown(undefined, 'no')).toMatchObject({ value: null, last: null, reason: 'no' })
  })
})

describe('name patterns', () => {
  const table: [include: string[], exclude: string[], name: string, kept: boolean, why: string][] =
    [
      [['*'], [], 'orders', true, 'a star is everything'],
      [[], [], 'orders', true, 'no include is everything'],
      [['orders.*'], [], 'orders.created', true, 'a star is any text'],
      [['orders.*'], [], 'orders', false, 'the dot is a dot, and it is not there'],
      [['orders.*'], [], 'ordersXcreated', false, 'a dot is only a dot'],
      [['order?'], [], 'orders', true, 'a question mark is one character'],
      [['order?'], [], 'order', false, 'exactly one'],
      [['*'], ['__*'], '__consumer_offsets', false, 'exclude wins'],
      [['a(b', 'a[b]+'], [], 'a(b', true, 'other signs mean themselves'],
      [['a/*'], [], 'a/b\nc', true, 'any text includes a line break'],
    ]
  test.each(table)('include %j, exclude %j: %s → %s (%s)', (include, exclude, name, kept) => {
    expect(nameFilter({ include, exclude })(name)).toBe(kept)
  })
})

describe('active controllers', () => {
  const said = (node: number, leaderId: number | null, leaderEpoch: number | null) => ({
    node,
    leaderId,
    leaderEpoch,
  })
  test('two brokers that agree name one', () => {
    expect(activeControllers([said(1, 3, 7), said(2, 3, 7)])).toBe(1)
  })
  test('a broker that lags an election behind does not count as disagreement', () => {
    expect(activeControllers([said(1, 3, 7), said(2, 1, 8)])).toBe(1)
  })
  test('two leaders of one epoch are two', () => {
    expect(activeControllers([said(1, 3, 8), said(2, 1, 8)])).toBe(2)
  })
  test('a newest epoch without a leader is none, whoever led before', () => {
    expect(activeControllers([said(1, null, 9), said(2, 3, 8)])).toBe(0)
  })
  test('without epochs (ZooKeeper mode) the named ids are compared', () => {
    expect(activeControllers([said(1, 3, null), said(2, 3, null)])).toBe(1)
    expect(activeControllers([said(1, 3, null), said(2, 2, null)])).toBe(2)
  })
})

describe('an ISR shrink', () => {
  const before = examplePartition({ replicas: [1, 2, 3], isr: [1, 2, 3] })
  test('is a replica that is still assigned and left the ISR', () => {
    expect(hasShrunk(before, { ...before, isr: [1, 2] })).toBe(true)
  })
  test('is not a replica that a reassignment removed', () => {
    expect(hasShrunk(before, { ...before, replicas: [1, 2], isr: [1, 2] })).toBe(false)
  })
  test('is not another order, nor a replica that came back', () => {
    expect(hasShrunk(before, { ...before, isr: [3, 1, 2] })).toBe(false)
    expect(hasShrunk({ ...before, isr: [1] }, before)).toBe(false)
  })
})
