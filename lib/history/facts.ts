import { createHash } from 'node:crypto'
import { decodeLive, encodeLive } from '../snapshot/codec.ts'
import type { ClusterSnapshot, Observed } from '../snapshot/schema.ts'
import type { Trends } from '../trends/schema.ts'

const unmeasured = <T>(observed: Observed<T>): Observed<T> => ({
  value: null,
  observedAt: observed.observedAt,
  reason: null,
  last: null,
})

/**
 * A snapshot without what changes by itself (offsets, sizes, times of day, figures): what is left is
 * compared with the first poll after a restart, and is the same bytes as long as nothing happened.
 */
export const factsOf = (snapshot: ClusterSnapshot): ClusterSnapshot => ({
  ...snapshot,
  sequence: 0,
  startedAt: 0,
  observedAt: 0,
  durationMs: 0,
  requests: {},
  problems: [],
  brokers: snapshot.brokers.map((broker) => ({
    ...broker,
    lastAnsweredAt: null,
    roundTripMs: null,
    endOffsetsAt: null,
    startOffsetsAt: null,
    logDirs: { ...unmeasured(broker.logDirs), observedAt: null },
    metrics: { ...unmeasured(broker.metrics), observedAt: null },
  })),
  quorum: {
    ...snapshot.quorum,
    observedAt: null,
    last: null,
    value: snapshot.quorum.value && {
      ...snapshot.quorum.value,
      answers: [],
      voters: [],
      observers: [],
    },
  },
  reassignments: { ...snapshot.reassignments, observedAt: null, last: null },
  topics: snapshot.topics.map((topic) => ({
    ...topic,
    configs: { ...topic.configs, observedAt: null, last: null },
    partitions: topic.partitions.map((p) => ({
      ...p,
      startOffset: null,
      endOffset: null,
      sizeBytes: null,
    })),
  })),
  groups: snapshot.groups.map((group) => ({
    ...group,
    listedAt: 0,
    commits: null,
    commitsAt: null,
    description: { ...group.description, observedAt: null, last: null },
  })),
})

const nothing: Trends = {
  at: 0,
  watchedSince: 0,
  groups: {},
  topics: {},
  cluster: { recordsPerSecond: null, lagSpark: [], checkSparks: {} },
}

/** Facts in the live row's own form, and a hash by which an unchanged state is not written again. */
export const encodeFacts = (facts: ClusterSnapshot): { bytes: Buffer; hash: string } => {
  const bytes = encodeLive({
    snapshot: facts,
    unreachable: null,
    trends: nothing,
    checks: [],
    writtenBy: '',
    writtenAt: 0,
  })
  return { bytes, hash: createHash('sha256').update(bytes).digest('base64url') }
}

/** Null: other version or unreadable; the poll after it then has nothing to be compared with. */
export const decodeFacts = (bytes: Buffer): ClusterSnapshot | null =>
  decodeLive(bytes)?.snapshot ?? null
