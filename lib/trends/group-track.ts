import { type GroupRow, groupLag } from '../groups/rules.ts'
import { partitionKey } from '../groups/snapshot-index.ts'
import type { ClusterSnapshot, GroupSnapshot, TopicSnapshot } from '../snapshot/schema.ts'
import { knownConfigs } from '../topics/rules.ts'
import { recordsPerSecond } from './offset-log.ts'
import { SLOPE_POINTS, trendOf } from './rates.ts'
import { secondsToLogStart } from './retention.ts'
import type { Drain, GroupTrend, Trend } from './schema.ts'
import { addToSpark, createSpark, type Spark, sparkValues } from './sparks.ts'
import { type Age, ageOf } from './time-lag.ts'
import { RATE_MS, startPerSecond, type TopicTrack } from './topic-track.ts'

/** Commits as they stood at a time, to measure how fast they move. */
type Mark = { at: number; commits: Map<string, number> }

/** What is remembered of one group. */
export type GroupTrack = {
  spark: Spark
  times: Float64Array
  lags: Float64Array
  points: number
  /** The mark that speed is measured from (one to two minutes old), and the one that follows it. */
  from: Mark | null
  next: Mark | null
  /** The committed offsets of the last poll, and when one of them last moved. */
  last: Mark | null
  movedAt: number
  /** Polls in a row without a move. */
  still: number
  absent: number
}

/** Two polls may fall between two commits of a healthy consumer; three say that it stands. */
const STILL = 3

export const createGroupTrack = (now: number): GroupTrack => ({
  spark: createSpark(),
  times: new Float64Array(SLOPE_POINTS),
  lags: new Float64Array(SLOPE_POINTS),
  points: 0,
  from: null,
  next: null,
  last: null,
  movedAt: now,
  still: 0,
  absent: 0,
})

/** Adds a lag to the window that slopes are taken from. */
export const addLag = (track: GroupTrack, at: number, lag: number): void => {
  const { times, lags } = track
  if (track.points > 0 && at <= (times[track.points - 1] ?? 0)) return
  if (track.points === SLOPE_POINTS) {
    times.copyWithin(0, 1)
    lags.copyWithin(0, 1)
    track.points -= 1
  }
  times[track.points] = at
  lags[track.points] = lag
  track.points += 1
}

const markOf = (rows: GroupRow[], at: number): Mark => {
  const commits = new Map<string, number>()
  for (const { topic, partition, committed } of rows) {
    if (committed !== null) commits.set(partitionKey(topic, partition), Number(committed))
  }
  return { at, commits }
}

const rotate = (track: GroupTrack, mark: Mark): void => {
  const { last } = track
  let moved = last === null || last.commits.size !== mark.commits.size
  if (!moved && last) {
    for (const [key, offset] of mark.commits) {
      if (last.commits.get(key) === offset) continue
      moved = true
      break
    }
  }
  track.still = moved ? 0 : track.still + 1
  if (moved) track.movedAt = mark.at
  track.last = mark
  if (track.from === null) track.from = mark
  if (track.next === null) track.next = mark
  else if (mark.at - track.next.at >= RATE_MS) {
    track.from = track.next
    track.next = mark
  }
}

/** Records per second by which one commit moved since the mark; null before a second poll, 0 after a rewind. */
const consumed = (track: GroupTrack, row: GroupRow, at: number): number | null => {
  const { from } = track
  if (from === null || row.committed === null || at - from.at < 1000) return null
  const before = from.commits.get(partitionKey(row.topic, row.partition))
  if (before === undefined) return null
  return Math.max(0, ((Number(row.committed) - before) * 1000) / (at - from.at))
}

type Sides = { produced: number | null; consumed: number | null; retention: number | null }

const ageOfRow = (row: GroupRow, track: TopicTrack | undefined, now: number): Age | null => {
  if (row.lagMessages === 0) return { seconds: 0, atLeast: false, secondsPerRecord: null }
  if (row.lagMessages === null || row.committed === null || track === undefined) return null
  const from = row.start !== null && row.start > row.committed ? row.start : row.committed
  return ageOf(track.log, row.partition, Number(from), now)
}

const retentionSeconds = (topic: TopicSnapshot | undefined): number | null => {
  const configs = topic ? knownConfigs(topic) : null
  if (configs?.retentionMs == null || configs.retentionMs < 0) return null
  return configs.cleanupPolicy?.includes('delete') ? configs.retentionMs / 1000 : null
}

const drainOf = (
  lag: number | null,
  seconds: number | null,
  tickMs: number,
  moves: { trend: Trend; slopePerSecond: number | null },
): { drain: Drain; drainSeconds: number | null } => {
  const nearlyNow = seconds !== null && seconds <= tickMs / 1000
  if (lag === 0 || (lag !== null && nearlyNow && moves.trend !== 'growing'))
    return { drain: 'caught_up', drainSeconds: lag === 0 ? 0 : null }
  if (lag === null || moves.trend === 'unknown' || moves.slopePerSecond === null)
    return { drain: 'unknown', drainSeconds: null }
  if (moves.trend === 'draining' && moves.slopePerSecond < 0)
    return { drain: 'draining', drainSeconds: Math.round(lag / -moves.slopePerSecond) }
  return { drain: 'will_not_drain', drainSeconds: null }
}

const tenth = (n: number): number => Math.round(n * 10) / 10

const add = (sum: number | null, value: number | null): number | null =>
  value === null ? sum : (sum ?? 0) + value

/**
 * Takes in a poll and says what it and those before it mean for the group. Lag in time is that of its
 * worst partition; with partitions unknown, it is at least that. Rates are sums over the partitions
 * they are known for, null when for none.
 */
export const observeGroup = (
  track: GroupTrack,
  snapshot: ClusterSnapshot,
  group: GroupSnapshot,
  topics: Map<string, { topic: TopicSnapshot; track: TopicTrack }>,
  now: number,
): GroupTrend => {
  const { rows, sums } = groupLag(snapshot, group)
  const at = group.commitsAt ?? now
  if (group.commits !== null) rotate(track, markOf(rows, at))
  const sides: Sides = { produced: null, consumed: null, retention: null }
  const partitions: Record<string, (number | null)[]> = {}
  let worst: Age | null = null
  for (const row of rows) {
    const known = topics.get(row.topic)
    const age = ageOfRow(row, known?.track, now)
    const perSecond = consumed(track, row, at)
    let list = partitions[row.topic]
    if (!list) {
      list = new Array(known?.topic.partitions.length ?? 0).fill(null)
      partitions[row.topic] = list
    }
    if (age) list[row.partition] = tenth(age.seconds)
    if (age && (worst === null || age.seconds > worst.seconds)) worst = age
    sides.consumed = add(sides.consumed, perSecond)
    if (known && row.end !== null)
      sides.produced = add(
        sides.produced,
        recordsPerSecond(known.track.log, row.partition, RATE_MS),
      )
    if (known && age && row.lagMessages && row.start !== null && row.committed !== null) {
      const seconds = secondsToLogStart({
        committed: Number(row.committed),
        start: Number(row.start),
        consumedPerSecond: perSecond ?? 0,
        ageSeconds: age.atLeast ? null : age.seconds,
        secondsPerRecord: age.secondsPerRecord,
        retentionSeconds: retentionSeconds(known.topic),
        startPerSecond: startPerSecond(known.track, row.partition),
      })
      if (seconds !== null && (sides.retention === null || seconds < sides.retention))
        sides.retention = seconds
    }
  }
  const complete = sums.lagComplete && sums.lagMessages !== null
  if (complete && sums.lagMessages !== null) {
    addLag(track, at, sums.lagMessages)
    addToSpark(track.spark, now, sums.lagMessages)
  }
  const moves = complete
    ? trendOf(track.times, track.lags, track.points)
    : { trend: 'unknown' as const, slopePerSecond: null }
  const stands = track.still >= STILL && (sums.lagMessages ?? 0) > 0
  return {
    lagSeconds: worst === null ? null : tenth(worst.seconds),
    lagSecondsAtLeast: worst !== null && (worst.atLeast || !sums.lagComplete),
    producedPerSecond: sides.produced === null ? null : tenth(Math.max(0, sides.produced)),
    consumedPerSecond: sides.consumed === null ? null : tenth(sides.consumed),
    trend: moves.trend,
    slopePerSecond: moves.slopePerSecond === null ? null : tenth(moves.slopePerSecond),
    ...drainOf(complete ? sums.lagMessages : null, worst?.seconds ?? null, snapshot.tickMs, moves),
    retentionSeconds: sides.retention === null ? null : Math.round(sides.retention),
    spark: sparkValues(track.spark, now),
    partitions,
    stoppedSince: stands ? track.movedAt : null,
  }
}
