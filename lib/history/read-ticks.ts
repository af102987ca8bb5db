import type pg from 'pg'
import type { Column } from './chunk.ts'
import { isOffsets, rollupGauges, type SeriesKind } from './series.ts'
import { type Slot, slotBytes, UNKNOWN } from './vector.ts'
import { type Block, joinBlocks, unknownColumn } from './window.ts'

/** A series to read: its kind says how its numbers are scaled. */
export type SeriesRef = { key: number; kind: SeriesKind }

/** Slices closer than this are fetched as one: a slice costs a look-up, its bytes nearly nothing. */
const NEAR_BYTES = 2000

type Range = { start: number; end: number; slots: Slot[] }

/** The parts of the vector that hold some slots, neighbours together. */
export const rangesOf = (slots: readonly Slot[]): Range[] => {
  const ranges: Range[] = []
  for (const slot of [...slots].sort((a, b) => a.start - b.start)) {
    const end = slot.start + slotBytes(slot)
    const last = ranges.at(-1)
    if (last && slot.start - last.end <= NEAR_BYTES) {
      last.end = Math.max(last.end, end)
      last.slots.push(slot)
    } else ranges.push({ start: slot.start, end, slots: [slot] })
  }
  return ranges
}

type SlotRow = {
  layout: number
  start: number
  series_key: number
  first_column: number
  columns: number
  bases: string[] | null
}

const slotsByLayout = async (
  client: pg.ClientBase,
  clusterKey: number,
  layouts: readonly number[],
  keys: readonly number[],
): Promise<Map<number, Slot[]>> => {
  const { rows } = await client.query<SlotRow>(
    `SELECT layout, start, series_key, first_column, columns, bases FROM history.slot
     WHERE cluster_key = $1 AND layout = ANY($2::int[]) AND series_key = ANY($3::int[])`,
    [clusterKey, layouts, keys],
  )
  const found = new Map<number, Slot[]>(layouts.map((layout) => [layout, []]))
  for (const row of rows) {
    found.get(row.layout)?.push({
      seriesKey: row.series_key,
      start: row.start,
      firstColumn: row.first_column,
      columns: row.columns,
      bases: row.bases?.map(BigInt) ?? null,
    })
  }
  return found
}

type TickRow = [at: Date, tickMs: number, ...slices: Buffer[]]

/** Puts a slot's numbers of one poll into the columns of its series. Where the row was shorter, they stay unknown. */
const readSlot = (
  slice: Buffer,
  offset: number,
  slot: Slot,
  columns: Column[],
  scales: readonly number[] | null,
  i: number,
) => {
  for (let c = 0; c < slot.columns; c++) {
    const column = columns[slot.firstColumn + c]
    const at = offset + c * (slot.bases ? 4 : 8)
    if (!column || at + (slot.bases ? 4 : 8) > slice.length) continue
    if (slot.bases) {
      const relative = slice.readInt32LE(at)
      if (relative === UNKNOWN) continue
      column.values[i] = relative + Number((slot.bases[c] ?? 0n) - column.base)
    } else {
      const scale = scales?.[slot.firstColumn + c] ?? 1
      column.values[i] = Math.round(slice.readDoubleLE(at) * scale)
    }
  }
}

const emptyColumns = (slots: readonly Slot[], length: number): Map<number, Column[]> => {
  const series = new Map<number, Column[]>()
  for (const slot of slots) {
    const columns = series.get(slot.seriesKey) ?? []
    series.set(slot.seriesKey, columns)
    for (let c = 0; c < slot.columns; c++) {
      columns[slot.firstColumn + c] = { ...unknownColumn(length), base: slot.bases?.[c] ?? 0n }
    }
  }
  return series
}

const readLayout = async (
  client: pg.ClientBase,
  clusterKey: number,
  layout: number,
  slots: readonly Slot[],
  scales: ReadonlyMap<number, readonly number[]>,
  from: number,
  to: number,
): Promise<Block> => {
  const ranges = rangesOf(slots)
  const slices = ranges.map((r) => `, substr(vector, ${r.start + 1}, ${r.end - r.start})`)
  const { rows } = await client.query<TickRow>({
    text: `SELECT at, tick_ms${slices.join('')} FROM history.tick
           WHERE cluster_key = $1 AND at >= $2 AND at < $3 AND layout = $4 ORDER BY at`,
    values: [clusterKey, new Date(from), new Date(to), layout],
    rowMode: 'array',
  })
  const series = emptyColumns(slots, rows.length)
  rows.forEach(([, , ...bytes], i) => {
    ranges.forEach((range, r) => {
      const slice = bytes[r]
      if (!slice) return
      for (const slot of range.slots) {
        const columns = series.get(slot.seriesKey) ?? []
        const scale = scales.get(slot.seriesKey) ?? null
        readSlot(slice, slot.start - range.start, slot, columns, scale, i)
      }
    })
  })
  return {
    times: Float64Array.from(rows, (row) => row[0].getTime()),
    tickMs: Float64Array.from(rows, (row) => row[1]),
    series,
  }
}

/** Numbers of some series from the hours not closed yet, in [from, to). Gauges come scaled, as in a chunk. */
export const readTicks = async (
  client: pg.ClientBase,
  clusterKey: number,
  refs: readonly SeriesRef[],
  from: number,
  to: number,
): Promise<Block> => {
  const { rows } = await client.query<{ layout: number }>(
    `SELECT DISTINCT layout FROM history.tick WHERE cluster_key = $1 AND at >= $2 AND at < $3`,
    [clusterKey, new Date(from), new Date(to)],
  )
  const layouts = rows.map((row) => row.layout)
  const keys = refs.map((ref) => ref.key)
  const slots = await slotsByLayout(client, clusterKey, layouts, keys)
  const scales = new Map(
    refs
      .filter((ref) => !isOffsets(ref.kind))
      .map((ref) => [ref.key, rollupGauges[ref.kind].map((gauge) => gauge.scale)]),
  )
  const blocks: Block[] = []
  for (const [layout, own] of slots) {
    blocks.push(await readLayout(client, clusterKey, layout, own, scales, from, to))
  }
  return joinBlocks(blocks)
}
