import type { NewEvent } from '../../lib/events/schema.ts'
import { buildRecord, buildSnapshot } from '../../lib/history/testing-snapshots.ts'
import type { LiveRecord } from '../../lib/snapshot/live.ts'
import type { Trends } from '../../lib/trends/schema.ts'

/** How much history a run is about. Every group has topics of its own: the largest case. */
export type Shape = {
  groups: number
  topicsPerGroup: number
  partitions: number
  rawHours: number
  days: number
}

/** Records a partition gets in a tick: about 100 a second, never the same. */
export const produced = (seed: number): number => 500 + (((seed * 2_654_435_761) >>> 8) % 2000)

const trendsOf = (shape: Shape, at: number): Trends => ({
  at,
  watchedSince: at,
  groups: Object.fromEntries(
    Array.from({ length: shape.groups }, (_, g) => [
      `group-${g}`,
      {
        lagSeconds: 3.4 + (g % 50),
        lagSecondsAtLeast: false,
        producedPerSecond: 100,
        consumedPerSecond: 100,
        trend: 'steady',
        slopePerSecond: 0.1,
        drain: 'draining',
        drainSeconds: 40,
        retentionSeconds: null,
        spark: Array(30).fill(1000 + g),
        partitions: {},
        stoppedSince: null,
      },
    ]),
  ),
  topics: {},
  cluster: { recordsPerSecond: 1e6, lagSpark: [], checkSparks: {} },
})

/** A poll of the whole shape: all partitions active, three events. `i`: which poll of the hour. */
export const benchRecord = (
  shape: Shape,
  at: number,
  i: number,
): { record: LiveRecord; events: NewEvent[] } => {
  const topics = shape.groups * shape.topicsPerGroup
  const end = (topic: number, p: number) =>
    10_000_000_000n + BigInt(i * 1500 + (produced(topic * 31 + p + i * 977) % 1400))
  const snapshot = buildSnapshot({
    clusterId: 'bench',
    kafkaClusterId: 'bench',
    at,
    brokers: [1, 2, 3].map((id) => ({
      id,
      logDirs: [{ path: '/data', totalBytes: 1e12, usableBytes: 4e11 - i * 1e6, error: null }],
    })),
    topics: Array.from({ length: topics }, (_, t) => ({
      id: `topic-${t}`,
      name: `topic.of.group.${t}`,
      ends: Array.from({ length: shape.partitions }, (_, p) => end(t, p)),
      starts: Array(shape.partitions).fill(9_000_000_000n),
      leader: 1 + (t % 3),
    })),
    groups: Array.from({ length: shape.groups }, (_, g) => ({
      id: `group-${g}`,
      commits: Object.fromEntries(
        Array.from({ length: shape.topicsPerGroup }, (_, k) => {
          const t = g * shape.topicsPerGroup + k
          const commits = Array.from(
            { length: shape.partitions },
            (_, p) => end(t, p) - BigInt(produced(t + p * 7 + i)),
          )
          return [`topic.of.group.${t}`, commits]
        }),
      ),
    })),
  })
  const events = [1, 2, 3].map(
    (broker): NewEvent => ({
      kind: 'isr_shrink',
      from: at - 15_000,
      to: at,
      topicId: 'topic-1',
      topic: 'topic.of.group.1',
      partition: broker,
      group: null,
      broker,
      before: '1,2,3',
      after: '1,2',
    }),
  )
  return { record: buildRecord(snapshot, { trends: trendsOf(shape, at) }), events }
}
