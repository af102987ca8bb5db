import { gapsOf } from './gaps.ts'
import type { Outage } from './outages.ts'
import type { TrackSet } from './read-tracks.ts'
import { bucketMs, reduceMax } from './reduce.ts'
import type { HistoryAnswer, HistoryRange, Series } from './schema.ts'

/** A series of an answer before it is reduced. `optional`: left out when it has no value at all. */
export type Draft = {
  key: string
  unit: Series['unit']
  values: Float64Array | undefined
  optional?: boolean
  /** Not part of the answer: where it has nothing is where the answer's gaps are. */
  presence?: boolean
}

/** Key of the lower bound beside `total`, where a part of the sum was not known. */
export const AT_LEAST = 'at least'

const hasValue = (values: Float64Array, times: Float64Array, range: HistoryRange): boolean =>
  values.some((value, i) => {
    const at = times[i] as number
    return !Number.isNaN(value) && at >= range.from && at <= range.to
  })

/** The range with its points kept between 1 and 600, as the wire says. */
export const boundedRange = (range: HistoryRange): HistoryRange => ({
  ...range,
  points: Math.min(600, Math.max(1, Math.floor(range.points))),
})

/** An answer that has nothing, and says why. */
export const emptyAnswer = (range: HistoryRange, reason: string): HistoryAnswer => ({
  resolutionMs: 0,
  series: [],
  gaps: [
    { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString(), reason },
  ],
})

/** Reduces drafts to points, and tells by the one marked `presence`, else by the first, where there is nothing and why. */
export const answerOf = (
  set: TrackSet,
  drafts: readonly Draft[],
  outages: readonly Outage[],
  range: HistoryRange,
  now: number,
): HistoryAnswer => {
  const width = Math.max(set.leastMs, bucketMs(set.times, range, set.stepMs))
  const unknown = new Float64Array(set.times.length).fill(Number.NaN)
  const samplesOf = (values: Float64Array | undefined) => ({ ...set, values: values ?? unknown })
  const kept = drafts.filter(
    ({ optional, presence, values }) =>
      !presence && (!optional || (values && hasValue(values, set.times, range))),
  )
  const until = Math.min(range.to, now)
  const lead = drafts.find((draft) => draft.presence) ?? drafts[0]
  return {
    resolutionMs: width || Math.round(set.stepMs),
    series: kept.map(({ key, unit, values }) => ({
      key,
      unit,
      points: reduceMax(samplesOf(values), range, width),
    })),
    gaps: gapsOf(samplesOf(lead?.values), outages, range.from, until, set.stepMs).map((gap) => ({
      from: new Date(gap.from).toISOString(),
      to: new Date(gap.to).toISOString(),
      reason: gap.reason,
    })),
  }
}
