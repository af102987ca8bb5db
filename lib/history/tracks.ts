import { endsOf, gaugeValues, growthOf, lagOf, perSecond, sumOf } from './derive.ts'
import { type GaugeKind, gauges, isOffsets, rollupGauges, type SeriesKind } from './series.ts'
import type { Block } from './window.ts'

/** Numbers over the polls of a block by gauge name (`rollupGauges`); NaN is unknown. */
export type Tracks = Record<string, Float64Array>

/** A series to compute, with the series its numbers come from. */
export type TrackSpec = {
  key: number
  kind: SeriesKind
  /** Of a group: its topics. Of a group in a topic: that one. */
  reads?: { commits: number; topic: number }[]
}

const gaugeTracks = (block: Block, key: number, kind: GaugeKind): Tracks => {
  const columns = block.series.get(key)
  return Object.fromEntries(
    gauges[kind].map(({ name, scale }, c) => [
      name,
      gaugeValues(columns?.[c], scale, block.times.length),
    ]),
  )
}

const flowTracks = (block: Block, reads: NonNullable<TrackSpec['reads']>): Tracks => {
  const length = block.times.length
  const produced: Float64Array[] = []
  const consumed: Float64Array[] = []
  for (const { commits, topic } of reads) {
    const own = block.series.get(commits) ?? []
    const ends = endsOf(block.series.get(topic) ?? [])
    // Only partitions the group reads count as produced for it.
    const read = ends.filter((_, p) => own[p]?.values.some((value) => !Number.isNaN(value)))
    produced.push(growthOf(block, read))
    consumed.push(growthOf(block, own))
  }
  const producedSum = sumOf(length, produced)
  const consumedSum = sumOf(length, consumed)
  return {
    produced: producedSum,
    consumed: consumedSum,
    producedPerSecond: perSecond(block, producedSum),
    consumedPerSecond: perSecond(block, consumedSum),
  }
}

/** What the polls of a block say about a series. */
export const tracksOf = (block: Block, spec: TrackSpec): Tracks => {
  if (!isOffsets(spec.kind)) {
    const own = gaugeTracks(block, spec.key, spec.kind)
    return spec.kind === 'group' ? { ...own, ...flowTracks(block, spec.reads ?? []) } : own
  }
  if (spec.kind === 'topic') {
    const records = growthOf(block, endsOf(block.series.get(spec.key) ?? []))
    return { records, recordsPerSecond: perSecond(block, records) }
  }
  const commits = block.series.get(spec.key) ?? []
  const topic = block.series.get(spec.reads?.[0]?.topic ?? -1) ?? []
  const { lag, unknown } = lagOf(block.times.length, commits, topic)
  return { lagMessages: lag, unknownPartitions: unknown }
}

/** What rolled-up days say about a series. */
export const rolledTracksOf = (block: Block, spec: TrackSpec): Tracks => {
  const columns = block.series.get(spec.key)
  return Object.fromEntries(
    rollupGauges[spec.kind].map(({ name, scale }, c) => [
      name,
      gaugeValues(columns?.[c], scale, block.times.length),
    ]),
  )
}

/** The series whose stored numbers a spec needs. */
export const refsOf = (specs: readonly TrackSpec[]): { key: number; kind: SeriesKind }[] => {
  const refs = new Map<number, SeriesKind>()
  for (const spec of specs) {
    refs.set(spec.key, spec.kind)
    for (const { commits, topic } of spec.reads ?? []) {
      refs.set(commits, 'group_topic')
      refs.set(topic, 'topic')
    }
  }
  return [...refs].map(([key, kind]) => ({ key, kind }))
}
