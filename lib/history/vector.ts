import { type Sample, seriesId } from './series.ts'

/**
 * Where some columns of a series lie in a tick's vector: int4 relative to `bases`, or float8 when
 * `bases` is null. Unknown is the smallest int4, or NaN.
 */
export type Slot = {
  seriesKey: number
  start: number
  firstColumn: number
  columns: number
  bases: bigint[] | null
}

export const UNKNOWN = -(2 ** 31)
const LIMIT = 2 ** 31

/** Bytes a slot takes. */
export const slotBytes = (slot: Pick<Slot, 'columns' | 'bases'>): number =>
  slot.columns * (slot.bases ? 4 : 8)

/** The series known to a cluster and their present slots, as one layout of the vector. */
export type Layout = {
  layout: number
  /** Bytes of the vector. */
  length: number
  series: Map<string, { key: number; slots: Slot[] }>
}

/** A vector of nothing. */
export const emptyLayout = (layout: number): Layout => ({ layout, length: 0, series: new Map() })

/** Below this a vector costs too little to care. */
const SMALL_BYTES = 64 * 1024

/**
 * True when less than a third of the vector is filled by these samples: the rest belongs to groups and
 * topics that are gone. Not two thirds, so that half a cluster falling silent begins nothing anew.
 */
export const isWasteful = (layout: Layout, samples: readonly Sample[]): boolean => {
  if (layout.length < SMALL_BYTES) return false
  let used = 0
  for (const { offsets, values } of samples)
    used += offsets ? offsets.length * 4 : values.length * 8
  return used * 3 < layout.length
}

/** What must be added to a layout before a poll's samples fit into it. */
export type Additions = {
  series: Sample[]
  /** `id`: of the series, whose key may not exist yet. */
  slots: { id: string; slot: Slot }[]
}

const newSlot = (sample: Sample, firstColumn: number, start: number): Slot => ({
  seriesKey: 0,
  start,
  firstColumn,
  columns: (sample.offsets ?? sample.values).length - firstColumn,
  bases: sample.offsets?.slice(firstColumn).map((offset) => offset ?? 0n) ?? null,
})

const fits = ({ bases, firstColumn }: Slot, offsets: readonly (bigint | null)[]): boolean => {
  if (!bases) return true
  for (let c = 0; c < bases.length; c++) {
    const value = offsets[firstColumn + c] ?? null
    if (value === null) continue
    const difference = Number(value - (bases[c] as bigint))
    if (difference >= LIMIT || difference <= -LIMIT) return false
  }
  return true
}

/**
 * The slots a sample has no place for yet: its first, one for columns that are new (partitions
 * added), or a new one in place of a slot whose bases no offset fits any more.
 */
const missingSlots = (sample: Sample, slots: readonly Slot[], start: number): Slot[] => {
  const wanted = (sample.offsets ?? sample.values).length
  const have = slots.reduce((most, slot) => Math.max(most, slot.firstColumn + slot.columns), 0)
  const made: Slot[] = []
  let at = start
  const add = (slot: Slot) => {
    made.push(slot)
    at += slotBytes(slot)
  }
  if (sample.offsets) {
    for (const slot of slots) {
      if (fits(slot, sample.offsets)) continue
      const offsets = sample.offsets.slice(slot.firstColumn, slot.firstColumn + slot.columns)
      add({ ...slot, start: at, bases: offsets.map((o, c) => o ?? slot.bases?.[c] ?? 0n) })
    }
  }
  if (wanted > have) add(newSlot(sample, have, at))
  return made
}

/** Compares a poll's samples with a layout. Pure: `layout` is not changed. */
export const planAdditions = (layout: Layout, samples: readonly Sample[]): Additions => {
  const additions: Additions = { series: [], slots: [] }
  let start = layout.length
  for (const sample of samples) {
    const id = seriesId(sample.kind, sample.subject, sample.part)
    const known = layout.series.get(id)
    if (!known) additions.series.push(sample)
    for (const slot of missingSlots(sample, known?.slots ?? [], start)) {
      additions.slots.push({ id, slot: { ...slot, seriesKey: known?.key ?? 0 } })
      start += slotBytes(slot)
    }
  }
  return additions
}

/** The layout with additions whose series keys are now known. A re-based slot takes the old one's place. */
export const withAdditions = (
  layout: Layout,
  slots: Additions['slots'],
  keys: ReadonlyMap<string, number>,
): Layout => {
  if (slots.length === 0) return layout
  const series = new Map(layout.series)
  let length = layout.length
  for (const { id, slot } of slots) {
    const known = series.get(id)
    const key = known?.key ?? keys.get(id)
    if (key === undefined) throw new Error(`series ${id} has no key`)
    const others = known?.slots.filter((s) => s.firstColumn !== slot.firstColumn) ?? []
    series.set(id, { key, slots: [...others, { ...slot, seriesKey: key }] })
    length = Math.max(length, slot.start + slotBytes(slot))
  }
  return { ...layout, length, series }
}

/** A poll's samples as the bytes of one vector; what no sample fills is unknown. */
export const buildVector = (layout: Layout, samples: readonly Sample[]): Buffer => {
  const vector = Buffer.from(new Int32Array(layout.length / 4).fill(UNKNOWN).buffer)
  for (const { slots } of layout.series.values()) {
    for (const slot of slots) if (!slot.bases) writeSlot(vector, slot, null)
  }
  for (const sample of samples) {
    const known = layout.series.get(seriesId(sample.kind, sample.subject, sample.part))
    for (const slot of known?.slots ?? []) writeSlot(vector, slot, sample)
  }
  return vector
}

const writeSlot = (vector: Buffer, slot: Slot, sample: Sample | null) => {
  for (let c = 0; c < slot.columns; c++) {
    if (slot.bases) {
      const value = sample?.offsets?.[slot.firstColumn + c] ?? null
      const relative = value === null ? UNKNOWN : Number(value - (slot.bases[c] ?? 0n))
      vector.writeInt32LE(relative, slot.start + c * 4)
    } else {
      const value = sample?.values?.[slot.firstColumn + c] ?? Number.NaN
      vector.writeDoubleLE(value, slot.start + c * 8)
    }
  }
}
