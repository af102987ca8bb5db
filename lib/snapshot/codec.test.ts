import { zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { GroupTrend } from '../trends/schema.ts'
import { decodeLive, encodeLive } from './codec.ts'
import {
  exampleGroup,
  examplePartition,
  exampleRecord,
  exampleSnapshot,
  exampleTopic,
} from './example.ts'
import type { LiveRecord } from './live.ts'

/** Small deterministic random numbers (mulberry32), so that a failure can be repeated by its seed. */
function randomOf(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const pick = <T>(...choices: T[]): T => choices[Math.floor(next() * choices.length)] as T
  return { next, pick, below: (n: number) => Math.floor(next() * n) }
}

const groupTrend = (lagSeconds: number | null): GroupTrend => ({
  lagSeconds,
  lagSecondsAtLeast: false,
  producedPerSecond: 1.5,
  consumedPerSecond: null,
  trend: 'growing',
  slopePerSecond: -0.25,
  drain: 'will_not_drain',
  drainSeconds: null,
  retentionSeconds: null,
  spark: [1, null, 3],
  partitions: { 'orders.created': [1, null] },
  stoppedSince: null,
})

function randomRecord(seed: number): LiveRecord {
  const { pick, below } = randomOf(seed)
  const offset = () =>
    pick(null, 0n, BigInt(below(1e9)), 2n ** 53n, 2n ** 53n + BigInt(below(999)), 2n ** 63n - 1n)
  const partitions = Array.from({ length: below(6) }, (_, i) =>
    examplePartition({
      partition: pick(i, i * 2),
      leader: pick(-1, 1, 2),
      isr: pick([1, 2, 3], [3, 1], [], [2, 1, 3]),
      offlineReplicas: pick([], [3]),
      startOffset: offset(),
      endOffset: offset(),
      sizeBytes: pick(null, 0, 1e15),
    }),
  )
  const commits = Array.from({ length: below(3) }, (_, t) => ({
    topic: `t${t}`,
    partitions: Array.from({ length: below(4) }, (_, p) => ({
      partition: pick(p, p + 1),
      offset: offset(),
      shareLag: pick(null, null, 7n),
      error: pick(null, 'UNSTABLE_OFFSET_COMMIT'),
    })),
  }))
  const member = {
    memberId: 'm-1',
    instanceId: null,
    clientId: 'c',
    host: '/127.0.0.1',
    rack: null,
    epoch: 3,
    assignment: [{ topic: 't0', partitions: [0, 1] }],
    target: null,
  }
  const quorum = {
    answers: [{ node: 1, leaderId: 1, leaderEpoch: 4 }],
    activeControllers: 1,
    leaderId: 1,
    leaderEpoch: 4,
    voters: [{ id: 1, logEndOffset: offset(), lastFetchAt: null, lastCaughtUpAt: 5 }],
    observers: [],
  }
  return exampleRecord({
    snapshot: exampleSnapshot({
      topics: [exampleTopic({ partitions }), exampleTopic({ name: 'a/b é #%' })],
      groups: [
        exampleGroup({
          commits: pick(null, commits),
          description: {
            value: pick(null, { state: 'Stable', assignor: null, epoch: 1, members: [member] }),
            observedAt: 5,
            reason: null,
            last: {
              value: { state: 'Empty', assignor: null, epoch: 0, members: [] },
              observedAt: 1,
            },
          },
        }),
      ],
      quorum: {
        value: pick(null, quorum),
        observedAt: 9,
        reason: null,
        last: pick(null, { value: quorum, observedAt: 1 }),
      },
    }),
    unreachable: pick(null, { since: 1, attemptedAt: 2, reason: 'no broker answers' }),
    trends: {
      ...exampleRecord().trends,
      groups: { billing: groupTrend(pick(null, 12.5)), 'a/b': groupTrend(0) },
    },
  })
}

describe('the stored form of a live record', () => {
  test('comes back as it was, for any offsets, gaps, nulls and empty lists', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const record = randomRecord(seed)
      expect(decodeLive(encodeLive(record)), `seed ${seed}`).toEqual(record)
    }
  })

  test('keeps offsets beyond 2^53 exactly', () => {
    const end = 2n ** 63n - 1n
    const topic = exampleTopic({ partitions: [examplePartition({ endOffset: end })] })
    const record = exampleRecord({ snapshot: exampleSnapshot({ topics: [topic] }) })
    const read = decodeLive(encodeLive(record))
    expect(read?.snapshot.topics[0]?.partitions[0]?.endOffset).toBe(end)
  })

  test('keeps trends whose objects differ in their fields', () => {
    const odd = { ...groupTrend(1), added: 1 } as unknown as GroupTrend
    const trends = { ...exampleRecord().trends, groups: { a: groupTrend(null), b: odd } }
    const record = exampleRecord({ trends })
    expect(decodeLive(encodeLive(record))).toEqual(record)
  })

  test('reads as absent when it is of another version, damaged, or not ours at all', () => {
    const bytes = encodeLive(exampleRecord())
    const other = zstdCompressSync(JSON.stringify({ form: '0.9', record: {} }))
    expect(decodeLive(other)).toBeNull()
    expect(decodeLive(bytes.subarray(0, bytes.length - 8))).toBeNull()
    expect(decodeLive(zstdCompressSync('not json'))).toBeNull()
    expect(decodeLive(Buffer.from('plain text'))).toBeNull()
    expect(decodeLive(Buffer.alloc(0))).toBeNull()
  })

  test('takes a few bytes a partition, not a few hundred', () => {
    const partitions = Array.from({ length: 6 }, (_, partition) =>
      examplePartition({ partition, endOffset: BigInt(1_000_000 + partition * 977) }),
    )
    const topics = Array.from({ length: 1_500 }, (_, i) =>
      exampleTopic({ name: `topic-${i}`, partitions }),
    )
    const bytes = encodeLive(exampleRecord({ snapshot: exampleSnapshot({ topics }) }))
    expect(bytes.length).toBeLessThan(1_500 * 6 * 10)
  })
})
