import { describe, expect, it } from 'vitest'
import { configUnit, replicationState } from './topic-words'

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null

describe('the state of a topic', () => {
  it('is its worst part: offline before under min ISR before under-replicated', () => {
    expect(replicationState({ offline: 2, underMinIsr: 3, underReplicated: 5 })).toEqual({
      status: 'critical',
      words: '2 offline',
    })
    expect(replicationState({ offline: 0, underMinIsr: 3, underReplicated: 5 }).words).toBe(
      '3 under min ISR',
    )
    expect(replicationState({ offline: 0, underMinIsr: null, underReplicated: 5 }).status).toBe(
      'warning',
    )
    expect(replicationState({ offline: 0, underMinIsr: 0, underReplicated: 0 }).status).toBe('ok')
  })
})

describe('a configuration value', () => {
  it.each([
    ['retention.ms', '604800000', '7 d'],
    ['retention.ms', '-1', 'unlimited'],
    ['flush.ms', '9223372036854775807', 'no limit'],
    ['segment.bytes', '1073741824', '1 GiB'],
    ['segment.jitter.ms', '500', '500 ms'],
    ['local.retention.bytes', '-2', 'as retention.bytes'],
    ['min.insync.replicas', '2', null],
    ['cleanup.policy', 'compact', null],
    ['compression.type', '', null],
  ])('%s = %s has the unit in words: %s', (name, value, words) =>
    expect(plain(configUnit({ name, value }))).toBe(words),
  )
})
