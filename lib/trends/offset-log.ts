/**
 * The end offsets of one topic's partitions over time, in two flat typed arrays: what lag in time,
 * rates and "last written" are read from. Kept by partition, not by group: ten groups on a topic cost
 * no more than one.
 *
 * Points of a partition ascend in time and never fall in offset. Newer points stand at every poll, older
 * ones ever further apart, in proportion to their age (`thin`), so a fixed number of points spans
 * two days and the error of an interpolated time stays a small share of the age it gives.
 */
export type OffsetLog = {
  partitions: number
  /** Points a partition has room for; grows when needed up to MAX_POINTS. */
  capacity: number
  counts: Uint16Array
  offsets: Float64Array
  /** Epoch ms. */
  times: Float64Array
  /** When a new end offset was last seen to be higher than the one before; null: not since watching began. */
  movedAt: number | null
}

/** 64 points × 16 B: 1 KB an active partition, 37 MB at 36,000 of them; idle ones need eight. */
const MAX_POINTS = 64
const FIRST_POINTS = 8
/** The newest points that are never thinned: three minutes at the usual tick, what rates are read from. */
const DENSE = 12
/** Older points may stand this share of their age apart. */
const SPACING = 0.15
/** Nothing older is kept. */
export const WINDOW_MS = 48 * 3_600_000

export const createOffsetLog = (partitions: number): OffsetLog => ({
  partitions,
  capacity: FIRST_POINTS,
  counts: new Uint16Array(partitions),
  offsets: new Float64Array(partitions * FIRST_POINTS),
  times: new Float64Array(partitions * FIRST_POINTS),
  movedAt: null,
})

/**
 * Adds what was seen at `time` (epoch ms). A time not after the last is ignored (an answer carried over
 * from the poll before). An end below earlier ones means the log was truncated: points above it never
 * became records and are dropped. An unchanged end moves the end of its flat stretch instead of
 * adding a point.
 */
export const addPoint = (log: OffsetLog, partition: number, offset: number, time: number): void => {
  if (partition >= log.partitions) resize(log, partition + 1, log.capacity)
  let base = partition * log.capacity
  let n = log.counts[partition] ?? 0
  const { offsets, times } = log
  if (n > 0 && time <= (times[base + n - 1] ?? 0)) return
  const last = n > 0 ? (offsets[base + n - 1] ?? 0) : offset
  if (offset > last) log.movedAt = Math.max(log.movedAt ?? 0, time)
  while (n > 0 && (offsets[base + n - 1] ?? 0) > offset) n -= 1
  if (n >= 2 && offsets[base + n - 1] === offset && offsets[base + n - 2] === offset) {
    times[base + n - 1] = time
    log.counts[partition] = n
    return
  }
  log.counts[partition] = n
  if (n === log.capacity) {
    if (log.capacity < MAX_POINTS) resize(log, log.partitions, log.capacity * 2)
    else thin(log, partition, time)
    base = partition * log.capacity
    n = log.counts[partition] ?? 0
  }
  log.offsets[base + n] = offset
  log.times[base + n] = time
  log.counts[partition] = n + 1
}

/** Drops what is too old and what stands closer than its age needs; makes room for at least a few points. */
const thin = (log: OffsetLog, partition: number, now: number): void => {
  const { capacity, offsets, times } = log
  const base = partition * capacity
  const n = log.counts[partition] ?? 0
  // From the newest backwards, kept points are moved to the end of the partition's own room.
  let to = capacity
  let keptTime = 0
  for (let i = n - 1; i >= 0; i -= 1) {
    const time = times[base + i] ?? 0
    if (i < n - DENSE && i > 0) {
      // Without this point the stretch from the one before it to the last kept would still be short enough.
      const before = times[base + i - 1] ?? 0
      if (keptTime - before <= SPACING * (now - keptTime)) continue
      if (keptTime < now - WINDOW_MS) break
    }
    to -= 1
    keptTime = time
    offsets[base + to] = offsets[base + i] ?? 0
    times[base + to] = time
  }
  const most = capacity - FIRST_POINTS
  const from = Math.max(to, capacity - most)
  offsets.copyWithin(base, base + from, base + capacity)
  times.copyWithin(base, base + from, base + capacity)
  log.counts[partition] = capacity - from
}

const resize = (log: OffsetLog, partitions: number, capacity: number): void => {
  const offsets = new Float64Array(partitions * capacity)
  const times = new Float64Array(partitions * capacity)
  for (let p = 0; p < log.partitions; p += 1) {
    const from = p * log.capacity
    const to = from + (log.counts[p] ?? 0)
    offsets.set(log.offsets.subarray(from, to), p * capacity)
    times.set(log.times.subarray(from, to), p * capacity)
  }
  const counts = new Uint16Array(partitions)
  counts.set(log.counts)
  Object.assign(log, { partitions, capacity, offsets, times, counts })
}

/**
 * Records per second that were written to a partition over about the last `horizonMs`; null with fewer
 * than two points.
 */
export const recordsPerSecond = (
  log: OffsetLog,
  partition: number,
  horizonMs: number,
): number | null => {
  const n = log.counts[partition] ?? 0
  if (n < 2) return null
  const base = partition * log.capacity
  const end = log.times[base + n - 1] ?? 0
  const from = end - horizonMs
  let i = n - 1
  while (i > 0 && (log.times[base + i] ?? 0) > from) i -= 1
  const t0 = log.times[base + i] ?? 0
  const o0 = log.offsets[base + i] ?? 0
  const t1 = log.times[base + i + 1] ?? 0
  const o1 = log.offsets[base + i + 1] ?? 0
  const start = Math.max(from, t0)
  const startOffset = o0 + ((o1 - o0) * (start - t0)) / (t1 - t0)
  return ((log.offsets[base + n - 1] ?? 0) - startOffset) / ((end - start) / 1000)
}
