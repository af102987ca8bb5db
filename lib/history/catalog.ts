import type pg from 'pg'
import { type Sample, seriesId } from './series.ts'
import {
  type Additions,
  emptyLayout,
  isWasteful,
  type Layout,
  planAdditions,
  type Slot,
  slotBytes,
  withAdditions,
} from './vector.ts'

/** A cluster as history knows it, with its layout. `version`: of the stored copy it was read from. */
export type Catalog = {
  clusterKey: number
  kafkaClusterId: string
  version: number
  layout: Layout
}

type SlotRow = {
  key: number
  kind: Sample['kind']
  subject: string
  part: string
  start: number
  first_column: number
  columns: number
  bases: string[] | null
}

/** The history key of a cluster, made at its first use. */
export const clusterKeyOf = async (
  client: pg.ClientBase,
  clusterId: string,
  kafkaClusterId: string,
): Promise<{ key: number; version: number }> => {
  const find = () =>
    client.query<{ key: number; version: number }>(
      `SELECT key, catalog_version AS version FROM cluster_identity
       WHERE cluster_id = $1 AND kafka_cluster_id = $2`,
      [clusterId, kafkaClusterId],
    )
  const found = (await find()).rows[0]
  if (found) return found
  await client.query(
    `INSERT INTO cluster_identity (cluster_id, kafka_cluster_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
    [clusterId, kafkaClusterId],
  )
  const made = (await find()).rows[0]
  if (!made) throw new Error(`no identity for cluster ${clusterId}`)
  return made
}

/** Reads the newest layout of a cluster. A series that is in no slot of it is not in the catalog. */
export const loadCatalog = async (
  client: pg.ClientBase,
  clusterKey: number,
  kafkaClusterId: string,
  version: number,
): Promise<Catalog> => {
  const newest = await client.query<{ layout: number | null }>(
    'SELECT max(layout) AS layout FROM history.slot WHERE cluster_key = $1',
    [clusterKey],
  )
  const layout = newest.rows[0]?.layout ?? 1
  const { rows } = await client.query<SlotRow>(
    `SELECT s.key, s.kind, s.subject, s.part, l.start, l.first_column, l.columns, l.bases
     FROM history.slot l JOIN history.series s ON s.key = l.series_key
     WHERE l.cluster_key = $1 AND l.layout = $2 ORDER BY l.start`,
    [clusterKey, layout],
  )
  const series: Layout['series'] = new Map()
  let length = 0
  for (const row of rows) {
    const id = seriesId(row.kind, row.subject, row.part)
    const known = series.get(id) ?? { key: row.key, slots: [] }
    series.set(id, known)
    const slot = slotOf(row)
    length = Math.max(length, slot.start + slotBytes(slot))
    // A later slot of the same columns was made because the earlier one no longer fits.
    known.slots = [...known.slots.filter((s) => s.firstColumn !== slot.firstColumn), slot]
  }
  return { clusterKey, kafkaClusterId, version, layout: { layout, length, series } }
}

const slotOf = (row: SlotRow): Slot => ({
  seriesKey: row.key,
  start: row.start,
  firstColumn: row.first_column,
  columns: row.columns,
  bases: row.bases?.map(BigInt) ?? null,
})

const insertSeries = async (
  client: pg.ClientBase,
  clusterKey: number,
  samples: readonly Sample[],
): Promise<Map<string, number>> => {
  const { rows } = await client.query<Pick<SlotRow, 'key' | 'kind' | 'subject' | 'part'>>(
    `INSERT INTO history.series (cluster_key, kind, subject, part, name)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])
     ON CONFLICT (cluster_key, kind, subject, part) DO UPDATE SET name = excluded.name
     RETURNING key, kind, subject, part`,
    [
      clusterKey,
      samples.map((s) => s.kind),
      samples.map((s) => s.subject),
      samples.map((s) => s.part),
      samples.map((s) => s.name),
    ],
  )
  return new Map(rows.map((row) => [seriesId(row.kind, row.subject, row.part), row.key]))
}

const insertSlots = (
  client: pg.ClientBase,
  clusterKey: number,
  layout: Layout,
  slots: Additions['slots'],
  keys: ReadonlyMap<string, number>,
) =>
  client.query(
    // Arrays of different lengths cannot be one array of arrays: each travels as its text.
    `INSERT INTO history.slot (cluster_key, layout, start, series_key, first_column, columns, bases)
     SELECT $1, $2, start, series, first, columns, bases::bigint[]
     FROM unnest($3::int[], $4::int[], $5::int[], $6::int[], $7::text[]) AS t (start, series, first, columns, bases)`,
    [
      clusterKey,
      layout.layout,
      slots.map(({ slot }) => slot.start),
      slots.map(({ id, slot }) => slot.seriesKey || (keys.get(id) ?? 0)),
      slots.map(({ slot }) => slot.firstColumn),
      slots.map(({ slot }) => slot.columns),
      slots.map(({ slot }) => (slot.bases ? `{${slot.bases.join(',')}}` : null)),
    ],
  )

/**
 * The catalog with room for every sample; what was missing is stored. Call inside the transaction
 * that holds the cluster's lease, and keep the result only when it commits. When most of the vector
 * belongs to what is gone, a new layout is begun.
 */
export const extendCatalog = async (
  client: pg.ClientBase,
  catalog: Catalog,
  samples: readonly Sample[],
): Promise<Catalog> => {
  const layout = isWasteful(catalog.layout, samples)
    ? emptyLayout(catalog.layout.layout + 1)
    : catalog.layout
  const additions = planAdditions(layout, samples)
  if (additions.slots.length === 0) return catalog
  const keys = additions.series.length
    ? await insertSeries(client, catalog.clusterKey, additions.series)
    : new Map<string, number>()
  await insertSlots(client, catalog.clusterKey, layout, additions.slots, keys)
  const { rows } = await client.query<{ version: number }>(
    `UPDATE cluster_identity SET catalog_version = catalog_version + 1 WHERE key = $1
     RETURNING catalog_version AS version`,
    [catalog.clusterKey],
  )
  return {
    ...catalog,
    version: rows[0]?.version ?? catalog.version,
    layout: withAdditions(layout, additions.slots, keys),
  }
}
