import type pg from 'pg'
import { HOLE_TICKS } from './derive.ts'
import { readWindow } from './read-hours.ts'
import { BUCKET_MS, DAY_MS, readRollups, rolledDays } from './read-rollups.ts'
import type { HistoryRange } from './schema.ts'
import { refsOf, rolledTracksOf, type TrackSpec, type Tracks, tracksOf } from './tracks.ts'
import type { Block } from './window.ts'

/** Ranges up to this are answered from the polls themselves, as long as they are kept. */
export const RAW_RANGE_MS = 48 * 3_600_000

/** Tracks of several series over the same times. */
export type TrackSet = {
  times: Float64Array
  holeMs: Float64Array
  /** By series key. */
  tracks: Map<number, Tracks>
  /** Smallest distance between samples that can be told apart in the answer. */
  stepMs: number
  /** Buckets are at least this wide: rollups and polls beside each other are drawn alike. */
  leastMs: number
}

const oldestHour = async (client: pg.ClientBase, clusterKey: number): Promise<number> => {
  const { rows } = await client.query<{ oldest: Date | null }>(
    'SELECT min(hour) AS oldest FROM history.hour WHERE cluster_key = $1',
    [clusterKey],
  )
  return rows[0]?.oldest?.getTime() ?? 0
}

const join = (a: Float64Array, b: Float64Array): Float64Array => {
  const joined = new Float64Array(a.length + b.length)
  joined.set(a)
  joined.set(b, a.length)
  return joined
}

const holesOf = (block: Block): Float64Array => block.tickMs.map((tick) => tick * HOLE_TICKS)

const together = (rolled: Block, raw: Block, specs: readonly TrackSpec[]): Map<number, Tracks> =>
  new Map(
    specs.map((spec) => {
      const before = rolledTracksOf(rolled, spec)
      const after = tracksOf(raw, spec)
      const names = Object.keys(after)
      const empty = new Float64Array(rolled.times.length).fill(Number.NaN)
      return [
        spec.key,
        Object.fromEntries(
          names.map((name) => [name, join(before[name] ?? empty, after[name] as Float64Array)]),
        ),
      ]
    }),
  )

/**
 * Numbers of some series over a range: from the polls when the range is short and they are kept, else
 * from the days that are rolled up and, for what is not rolled up yet, the polls.
 */
export const readTracks = async (
  client: pg.ClientBase,
  clusterKey: number,
  specs: readonly TrackSpec[],
  range: HistoryRange,
): Promise<TrackSet> => {
  const refs = refsOf(specs)
  const short = range.to - range.from <= RAW_RANGE_MS
  const useRaw = short && range.from >= (await oldestHour(client, clusterKey))
  const days = useRaw ? [] : await rolledDays(client, clusterKey, range.from, range.to)
  const lastDay = days.at(-1)
  const rolled = await readRollups(client, refs, days)
  const rawFrom = lastDay === undefined ? range.from : Math.max(range.from, lastDay + DAY_MS)
  const raw = await readWindow(client, clusterKey, refs, rawFrom, range.to + 1)
  return {
    times: join(rolled.times, raw.times),
    holeMs: join(holesOf(rolled), holesOf(raw)),
    tracks: together(rolled, raw, specs),
    stepMs: days.length > 0 ? BUCKET_MS : raw.tickMs.reduce((a, b) => Math.max(a, b), 1),
    leastMs: days.length > 0 ? BUCKET_MS : 0,
  }
}
