import { describe, expect, it } from 'vitest'
import { HEARTBEAT_MS, samplesOf } from './samples.ts'
import { gaugeIndex, gauges, type SeriesKind } from './series.ts'
import {
  buildSnapshot,
  type GroupInput,
  noTrends,
  type SnapshotInput,
} from './testing-snapshots.ts'

const AT = Date.parse('2026-03-01T10:00:00Z')
const snapshotOf = (input: Omit<SnapshotInput, 'at'>) => buildSnapshot({ ...input, at: AT })
const orders = { name: 'orders', ends: [100n, 50n], starts: [10n, null] }

const samples = (snapshot: ReturnType<typeof buildSnapshot>, noHistory: string[] = []) => {
  const all = samplesOf(snapshot, noTrends(AT), noHistory)
  return {
    all,
    of: (kind: SeriesKind) => all.filter((sample) => sample.kind === kind),
    gauge: (kind: keyof typeof gauges, name: string) =>
      all.find((sample) => sample.kind === kind)?.values?.[gaugeIndex(gauges[kind], name)],
  }
}

describe('what one poll gives history', () => {
  it('is end and start of each partition, and the commits by topic id', () => {
    const { of } = samples(
      snapshotOf({ topics: [orders], groups: [{ id: 'g', commits: { orders: [90n, null] } }] }),
    )
    expect(of('topic').map((s) => s.offsets)).toEqual([[100n, 10n, 50n, null]])
    expect(of('group_topic')).toMatchObject([{ part: 'id-orders', offsets: [90n, null] }])
  })

  it('has no end offset older than one heartbeat: no line is drawn into an outage', () => {
    const snapshot = snapshotOf({ topics: [orders] })
    const [broker] = snapshot.brokers
    if (!broker) throw new Error('no broker')
    broker.endOffsetsAt = AT - HEARTBEAT_MS
    expect(samples(snapshot).of('topic')[0]?.offsets?.[0]).toBe(100n)
    const older = { ...snapshot, brokers: [{ ...broker, endOffsetsAt: AT - HEARTBEAT_MS - 1 }] }
    expect(samples(older).of('topic')[0]?.offsets).toEqual([null, null, null, null])
  })

  it('has nothing of a group whose coordinator is silent but that it is there', () => {
    const { of, gauge } = samples(
      snapshotOf({ topics: [orders], groups: [{ id: 'g', commits: null }] }),
    )
    expect(of('group_topic')).toEqual([])
    expect(gauge('group', 'lagMessages')).toBeNull()
    expect(gauge('cluster', 'groupsIncomplete')).toBe(1)
  })

  it('leaves out commits in a topic that is gone, and groups that match a pattern', () => {
    const groups: GroupInput[] = [
      { id: 'g', commits: { gone: [5n] } },
      { id: 'console-consumer-7', commits: { orders: [1n, 1n] } },
    ]
    const { of } = samples(snapshotOf({ topics: [orders], groups }), ['console-consumer-*'])
    expect(of('group_topic')).toEqual([])
    expect(of('group').map((s) => s.subject)).toEqual(['g'])
  })

  it('has null, never zero, for a figure that was not measured', () => {
    const { gauge } = samples(snapshotOf({ topics: [orders] }))
    expect(gauge('broker', 'produceP99Ms')).toBeNull()
    expect(gauge('cluster', 'recordsPerSecond')).toBeNull()
    expect(gauge('cluster', 'lagMessages')).toBeNull()
  })

  it('has each log dir by itself', () => {
    const logDirs = [
      { path: '/a', totalBytes: 100, usableBytes: 40, error: null },
      { path: '/b', totalBytes: null, usableBytes: null, error: 'KAFKA_STORAGE_ERROR' },
    ]
    const { of } = samples(snapshotOf({ topics: [], brokers: [{ id: 3, logDirs }] }))
    expect(of('log_dir').map((s) => [s.subject, s.part, s.values])).toEqual([
      ['3', '/a', [100, 40, 0]],
      ['3', '/b', [null, null, 1]],
    ])
  })
})
