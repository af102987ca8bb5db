import { type BrokerCounts, brokerCounts } from '../brokers/rules.ts'
import { groupSums } from '../groups/rules.ts'
import { indexSnapshot, type SnapshotIndex } from '../groups/snapshot-index.ts'
import { nameFilter } from '../snapshot/patterns.ts'
import type { BrokerSnapshot, ClusterSnapshot, GroupSnapshot } from '../snapshot/schema.ts'
import type { Trends } from '../trends/schema.ts'
import { clusterSample } from './cluster-sample.ts'
import type { Sample } from './series.ts'

/** An offset older than this is not carried on: it would draw a line through an outage. */
export const HEARTBEAT_MS = 5 * 60_000

const isFresh = (observedAt: number | null, now: number) =>
  observedAt !== null && now - observedAt <= HEARTBEAT_MS

const unknowns = (length: number): (bigint | null)[] => Array<bigint | null>(length).fill(null)

const topicSamples = (snapshot: ClusterSnapshot, index: SnapshotIndex): Sample[] =>
  snapshot.topics.map((topic) => {
    const offsets = unknowns((topic.partitions.at(-1)?.partition ?? -1) * 2 + 2)
    for (const p of topic.partitions) {
      const leader = index.brokers.get(p.leader)
      const known = leader && isFresh(leader.endOffsetsAt, snapshot.observedAt)
      offsets[p.partition * 2] = known ? p.endOffset : null
      offsets[p.partition * 2 + 1] = known ? p.startOffset : null
    }
    return {
      kind: 'topic',
      subject: topic.id,
      part: '',
      name: topic.name,
      offsets,
    }
  })

/**
 * A share group has no commit whose distance to the end is its lag: it is kept as the offset that
 * lies the broker's own lag before the end, so that every group's past is read the same way.
 */
const effectiveCommit = (
  index: SnapshotIndex,
  group: GroupSnapshot,
  topic: string,
  commit: { partition: number; offset: bigint | null; shareLag: bigint | null },
): bigint | null => {
  if (group.type !== 'share' || commit.shareLag === null) return commit.offset
  const end = index.topics.get(topic)?.partitions[commit.partition]?.endOffset ?? null
  return end === null ? null : end - commit.shareLag
}

const commitSamples = (
  snapshot: ClusterSnapshot,
  group: GroupSnapshot,
  index: SnapshotIndex,
): Sample[] => {
  if (!group.commits || !isFresh(group.commitsAt, snapshot.observedAt)) return []
  return group.commits.flatMap(({ topic, partitions }): Sample[] => {
    const found = index.topics.get(topic)
    if (!found) return []
    const offsets = unknowns((partitions.at(-1)?.partition ?? -1) + 1)
    for (const commit of partitions) {
      if (commit.error) continue
      offsets[commit.partition] = effectiveCommit(index, group, topic, commit)
    }
    return [
      {
        kind: 'group_topic',
        subject: group.id,
        part: found.id,
        name: topic,
        offsets,
      },
    ]
  })
}

const groupSample = (snapshot: ClusterSnapshot, group: GroupSnapshot, trends: Trends): Sample => {
  const sums = groupSums(snapshot, group)
  const trend = trends.groups[group.id]
  return {
    kind: 'group',
    subject: group.id,
    part: '',
    name: '',
    values: [
      sums.lagMessages,
      sums.lagMax,
      sums.unknownPartitions,
      trend?.lagSeconds ?? null,
      trend?.lagSeconds == null ? null : Number(trend.lagSecondsAtLeast),
      group.description.value?.members.length ?? null,
      sums.aheadPartitions,
    ],
  }
}

const brokerSamples = (broker: BrokerSnapshot, counts: BrokerCounts | undefined): Sample[] => {
  const subject = String(broker.id)
  const metrics = broker.metrics.value
  const own: Sample = {
    kind: 'broker',
    subject,
    part: '',
    name: '',
    values: [
      broker.reachable === null ? null : Number(broker.reachable),
      counts?.leaders ?? 0,
      counts?.replicas ?? 0,
      metrics?.produceP99Ms ?? null,
      broker.reachable ? broker.roundTripMs : null,
      metrics?.bytesInPerSecond ?? null,
      metrics?.bytesOutPerSecond ?? null,
      metrics?.handlerIdleRatio ?? null,
      metrics?.isrShrinks ?? null,
    ],
  }
  const dirs = (broker.logDirs.value ?? []).map(
    (dir): Sample => ({
      kind: 'log_dir',
      subject,
      part: dir.path,
      name: '',
      values: [dir.totalBytes, dir.usableBytes, Number(dir.error !== null)],
    }),
  )
  return [own, ...dirs]
}

/**
 * Everything one poll gives history, in an order that keeps a group's numbers side by side. Groups
 * that match a pattern of `noHistory` give nothing.
 */
export const samplesOf = (
  snapshot: ClusterSnapshot,
  trends: Trends,
  noHistory: readonly string[],
): Sample[] => {
  const index = indexSnapshot(snapshot)
  const counts = brokerCounts(snapshot)
  const isLeftOut =
    noHistory.length > 0 ? nameFilter({ include: [...noHistory], exclude: [] }) : null
  const groups = isLeftOut ? snapshot.groups.filter((g) => !isLeftOut(g.id)) : snapshot.groups
  return [
    clusterSample(snapshot, trends),
    ...snapshot.brokers.flatMap((b) => brokerSamples(b, counts.get(b.id))),
    ...groups.map((group) => groupSample(snapshot, group, trends)),
    ...topicSamples(snapshot, index),
    ...groups.flatMap((group) => commitSamples(snapshot, group, index)),
  ]
}
