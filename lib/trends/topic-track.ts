import type { BrokerSnapshot, PartitionSnapshot, TopicSnapshot } from '../snapshot/schema.ts'
import { addPoint, createOffsetLog, type OffsetLog, recordsPerSecond } from './offset-log.ts'
import type { TopicTrend } from './schema.ts'
import { addToSpark, createSpark, type Spark, sparkValues } from './sparks.ts'

/** A rate is taken over about so much time: several ticks, so that a producer's bursts even out. */
export const RATE_MS = 60_000
/** The log start is read each few minutes and moves by whole segments: its speed needs hours. */
const STARTS_MS = 2 * 3_600_000

/** What is remembered of one topic (by id). */
export type TopicTrack = {
  log: OffsetLog
  spark: Spark
  watchedSince: number
  /** Log starts when the window began and as last read; how often each was seen to move. */
  starts: {
    first: Float64Array
    firstAt: number
    last: Float64Array
    lastAt: number
    moves: Uint8Array
  } | null
  /** Polls in a row that did not list it. */
  absent: number
}

export const createTopicTrack = (partitions: number, now: number): TopicTrack => ({
  log: createOffsetLog(partitions),
  spark: createSpark(),
  watchedSince: now,
  starts: null,
  absent: 0,
})

const startOf = (p: PartitionSnapshot): number =>
  p.startOffset === null ? Number.NaN : Number(p.startOffset)

const observeStarts = (track: TopicTrack, topic: TopicSnapshot, at: number): void => {
  const { starts } = track
  // The log starts are read every few minutes; between two readings there is nothing to compare.
  if (starts !== null && at <= starts.lastAt && starts.first.length === topic.partitions.length)
    return
  const now = Float64Array.from(topic.partitions, startOf)
  if (starts === null || starts.first.length !== now.length || at - starts.firstAt > STARTS_MS) {
    const moves = new Uint8Array(now.length)
    track.starts = { first: now, firstAt: at, last: now, lastAt: at, moves }
    return
  }
  for (let p = 0; p < now.length; p += 1) {
    if ((now[p] ?? 0) > (starts.last[p] ?? Number.NaN)) starts.moves[p] = (starts.moves[p] ?? 0) + 1
  }
  starts.last = now
  starts.lastAt = at
}

/**
 * Speed of a partition's log start, records per second; null until it was seen to move twice (one move
 * may be a purge by hand, which says nothing of the next).
 */
export const startPerSecond = (track: TopicTrack, partition: number): number | null => {
  const { starts } = track
  if (starts === null || (starts.moves[partition] ?? 0) < 2) return null
  const moved = (starts.last[partition] ?? Number.NaN) - (starts.first[partition] ?? Number.NaN)
  const seconds = (starts.lastAt - starts.firstAt) / 1000
  return Number.isNaN(moved) || seconds <= 0 ? null : moved / seconds
}

const rounded = (n: number): number => Math.round(n * 100) / 100

/** Takes in a poll and says what it and those before it mean for the topic. Rates are null where the end is not known now. */
export const observeTopic = (
  track: TopicTrack,
  topic: TopicSnapshot,
  brokers: Map<number, BrokerSnapshot>,
  now: number,
): TopicTrend => {
  const { log } = track
  let total: number | null = topic.partitions.length > 0 ? 0 : null
  let startsAt = 0
  const partitionsPerSecond: (number | null)[] = new Array(topic.partitions.length).fill(null)
  for (const p of topic.partitions) {
    const leader = brokers.get(p.leader)
    let perSecond: number | null = null
    if (p.endOffset !== null) {
      addPoint(log, p.partition, Number(p.endOffset), leader?.endOffsetsAt ?? now)
      perSecond = recordsPerSecond(log, p.partition, RATE_MS)
      startsAt = Math.max(startsAt, leader?.startOffsetsAt ?? 0)
    }
    partitionsPerSecond[p.partition] = perSecond === null ? null : rounded(Math.max(0, perSecond))
    total = total === null || perSecond === null ? null : total + Math.max(0, perSecond)
  }
  if (startsAt > 0) observeStarts(track, topic, startsAt)
  addToSpark(track.spark, now, total)
  return {
    recordsPerSecond: total === null ? null : rounded(total),
    partitionsPerSecond,
    lastWriteAt: log.movedAt,
    watchedSince: track.watchedSince,
    spark: sparkValues(track.spark, now),
  }
}
