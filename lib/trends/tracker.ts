import type { ClusterSnapshot, TopicSnapshot } from '../snapshot/schema.ts'
import { createClusterTrack, observeCluster } from './cluster-track.ts'
import { addLag, createGroupTrack, type GroupTrack, observeGroup } from './group-track.ts'
import { addPoint } from './offset-log.ts'
import type { GroupTrend, SeedPoints, TopicTrend, Trends } from './schema.ts'
import { addToSpark } from './sparks.ts'
import { createTopicTrack, observeTopic, type TopicTrack } from './topic-track.ts'

/** What several polls in a row say of a cluster: the state between them, bounded in memory. */
export type Tracker = {
  /** Takes in a poll (`now` in epoch ms, ascending) and says what the polls so far mean. */
  observe(snapshot: ClusterSnapshot, now: number): Trends
  /** Gives it what is stored, before the first poll; oldest first. */
  seed(points: SeedPoints): void
}

/** Polls after which what is no longer listed is forgotten. */
const FORGET = 4

const forgetAbsent = (tracks: Map<string, { absent: number }>, seen: Set<string>): void => {
  for (const [key, track] of tracks) {
    track.absent = seen.has(key) ? 0 : track.absent + 1
    if (track.absent >= FORGET) tracks.delete(key)
  }
}

const obtain = <T>(all: Map<string, T>, key: string, make: () => T): T => {
  const known = all.get(key)
  if (known) return known
  const made = make()
  all.set(key, made)
  return made
}

/**
 * A tracker for one cluster. Topics are remembered by id, so that one recreated under its name begins
 * anew; groups by their id. The offsets of a partition are kept once, whoever reads it.
 */
export const createTracker = (): Tracker => {
  const topicTracks = new Map<string, TopicTrack>()
  const groupTracks = new Map<string, GroupTrack>()
  const cluster = createClusterTrack()
  let watchedSince: number | null = null

  return {
    seed({ topics, groups }) {
      for (const { topicId, at, endOffsets } of topics) {
        const track = obtain(topicTracks, topicId, () => createTopicTrack(endOffsets.length, at))
        watchedSince = Math.min(watchedSince ?? at, at)
        for (const [partition, end] of endOffsets.entries()) {
          if (end !== null) addPoint(track.log, partition, end, at)
        }
      }
      const totals = new Map<number, number>()
      for (const { group, at, lagMessages } of groups) {
        if (lagMessages === null) continue
        const track = obtain(groupTracks, group, () => createGroupTrack(at))
        addLag(track, at, lagMessages)
        addToSpark(track.spark, at, lagMessages)
        totals.set(at, (totals.get(at) ?? 0) + lagMessages)
      }
      for (const [at, total] of [...totals].sort(([a], [b]) => a - b))
        addToSpark(cluster.lag, at, total)
    },

    observe(snapshot, now) {
      watchedSince ??= now
      const brokers = new Map(snapshot.brokers.map((b) => [b.id, b]))
      const topics: Record<string, TopicTrend> = {}
      const byName = new Map<string, { topic: TopicSnapshot; track: TopicTrack }>()
      for (const topic of snapshot.topics) {
        const make = () => createTopicTrack(topic.partitions.length, now)
        const track = obtain(topicTracks, topic.id, make)
        topics[topic.id] = observeTopic(track, topic, brokers, now)
        byName.set(topic.name, { topic, track })
      }
      const groups: Record<string, GroupTrend> = {}
      for (const group of snapshot.groups) {
        const track = obtain(groupTracks, group.id, () => createGroupTrack(now))
        groups[group.id] = observeGroup(track, snapshot, group, byName, now)
      }
      forgetAbsent(topicTracks, new Set(Object.keys(topics)))
      forgetAbsent(groupTracks, new Set(Object.keys(groups)))
      const trends = Object.values(topics)
      return {
        at: now,
        watchedSince,
        groups,
        topics,
        cluster: observeCluster(cluster, snapshot, trends, now),
      }
    },
  }
}
