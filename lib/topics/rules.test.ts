import { expect, test } from 'vitest'
import {
  broker,
  deadBroker,
  NOW,
  observed,
  partition,
  snapshot,
  topic,
} from '../groups/example-snapshot.ts'
import type { PartitionSnapshot, TopicConfigs } from '../snapshot/schema.ts'
import { retentionText } from './retention-text.ts'
import { lastWriteAt, offsetsReason, partitionHealth, sizeOf, topicHealth } from './rules.ts'

const adding4 = observed([{ topic: 't', partition: 0, adding: [4], removing: [] }])

type Row = [why: string, over: Partial<PartitionSnapshot>, moving: boolean, is: object]

test.each<Row>([
  ['whole', {}, false, { status: 'in_sync', underReplicated: false, preferred: true }],
  [
    'one replica out of three, min 2',
    { isr: [1, 2] },
    false,
    { status: 'under_replicated', underMinIsr: false },
  ],
  [
    'one left, min 2: acks=all fails',
    { isr: [1] },
    false,
    { status: 'under_min_isr', underReplicated: true },
  ],
  [
    'led by another than the first replica',
    { leader: 2 },
    false,
    { preferred: false, status: 'in_sync' },
  ],
  [
    'no leader: offline and under-replicated whatever the ISR says',
    { leader: -1, replicas: [3], isr: [3] },
    false,
    { status: 'offline', offline: true, underReplicated: true, underMinIsr: true, preferred: null },
  ],
  [
    'a replica being added does not count as missing',
    { replicas: [1, 2, 3, 4] },
    true,
    { status: 'reassigning', underReplicated: false, adding: [4] },
  ],
])('a partition: %s', (_why, over, moving, is) => {
  const t = topic('t', [partition(0, over)])
  const s = snapshot({ topics: [t], ...(moving ? { reassignments: adding4 } : {}) })
  expect(partitionHealth(s, t, partition(0, over))).toMatchObject(is)
})

test('without min.insync.replicas nothing is said about it', () => {
  const t = topic('t', [partition(0, { isr: [1] })], { configs: observed<TopicConfigs>(null) })
  expect(topicHealth(snapshot({ topics: [t] }), t)).toMatchObject({
    minInsyncReplicas: null,
    underMinIsr: null,
    underReplicated: 1,
  })
})

test('the replication factor leaves out replicas being added', () => {
  const t = topic('t', [partition(0, { replicas: [1, 2, 3, 4] })])
  expect(topicHealth(snapshot({ topics: [t], reassignments: adding4 }), t).replicationFactor).toBe(
    3,
  )
})

test('a size is known only when every leader told its own', () => {
  const whole = topic('whole', [partition(0), partition(1)])
  const half = topic('half', [partition(0), partition(1, { sizeBytes: null })])
  const s = snapshot({ topics: [half, whole] })
  expect(topicHealth(s, whole).sizeBytes).toBe(2000)
  expect(topicHealth(s, half).sizeBytes).toBeNull()
})

test.each<[string, Partial<PartitionSnapshot>, string | null]>([
  ['both known', {}, null],
  ['no leader', { leader: -1, endOffset: null }, 'no leader'],
  ['its leader is dead', { leader: 2, endOffset: null }, 'broker 2 does not answer'],
  ['its leader lives', { endOffset: null }, 'not asked yet'],
])('why offsets are null: %s', (_why, over, reason) => {
  expect(offsetsReason(snapshot({ brokers: [broker(1), deadBroker(2)] }), partition(0, over))).toBe(
    reason,
  )
})

test('a topic nobody wrote to since watching began says so, and one not watched says nothing', () => {
  const trend = { recordsPerSecond: 0, partitionsPerSecond: [], watchedSince: NOW, spark: [] }
  expect(lastWriteAt({ ...trend, lastWriteAt: null })).toBe('none since watching began')
  expect(lastWriteAt({ ...trend, lastWriteAt: NOW })).toBe('2026-01-02T03:10:00.000Z')
  expect(lastWriteAt(null)).toBeNull()
})

const configs = (
  cleanupPolicy: string | null,
  retentionMs: number | null,
  retentionBytes: number | null,
) => ({
  cleanupPolicy,
  retentionMs,
  retentionBytes,
  minInsyncReplicas: null,
  segmentBytes: null,
  segmentMs: null,
  overridden: [],
})

test.each<[string, TopicConfigs | null, string | null]>([
  ['by time', configs('delete', 604_800_000, -1), '7 d'],
  ['by time and size', configs('delete', 604_800_000, 10 * 1024 ** 3), '7 d or 10 GiB a partition'],
  ['without a limit', configs('delete', -1, -1), 'forever'],
  ['compacted keeps the latest of each key', configs('compact', 604_800_000, -1), 'compacted'],
  ['both policies', configs('compact,delete', 86_400_000, -1), 'compacted, 1 d'],
  ['a limit nobody told is not “forever”', configs('delete', null, null), null],
  ['not known', null, null],
])('retention in words: %s', (_why, of, text) => {
  expect(retentionText(of)?.replaceAll('\u00a0', ' ') ?? null).toBe(text)
})

test('a size of nothing beside records is an old one, so it is not known', () => {
  const empty = partition(0, { startOffset: 5n, endOffset: 5n, sizeBytes: 0 })
  expect(sizeOf(empty)).toBe(0)
  expect(sizeOf(partition(0, { startOffset: 0n, endOffset: 5n, sizeBytes: 0 }))).toBeNull()
  const young = topic('t', [partition(0), partition(1, { endOffset: 5n, sizeBytes: 0 })])
  expect(topicHealth(snapshot({ topics: [young] }), young).sizeBytes).toBeNull()
})
