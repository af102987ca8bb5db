import type pg from 'pg'
import { AppError } from '../errors.ts'
import type { Event, EventKind, EventPage, NewEvent } from '../events/schema.ts'
import { eventText } from '../events/text.ts'

const columns =
  'at, ordinal, kind, from_at, topic_id, topic, partition, "group", broker, before, after'

/**
 * Stores the events of one poll. Their keys come from the poll's time and their order in it, so the
 * same poll written twice stores them once.
 */
export const writeEvents = async (
  client: pg.ClientBase,
  clusterKey: number,
  at: number,
  events: readonly NewEvent[],
): Promise<void> => {
  if (events.length === 0) return
  await client.query(
    `INSERT INTO history.event (cluster_key, ${columns})
     SELECT $1, $2, * FROM unnest($3::int[], $4::text[], $5::timestamptz[], $6::text[], $7::text[],
       $8::int[], $9::text[], $10::int[], $11::text[], $12::text[])
     ON CONFLICT DO NOTHING`,
    [
      clusterKey,
      new Date(at),
      events.map((_, ordinal) => ordinal),
      events.map((e) => e.kind),
      events.map((e) => (e.from === null ? null : new Date(e.from))),
      events.map((e) => e.topicId),
      events.map((e) => e.topic),
      events.map((e) => e.partition),
      events.map((e) => e.group),
      events.map((e) => e.broker),
      events.map((e) => e.before),
      events.map((e) => e.after),
    ],
  )
}

export type EventFilter = {
  clusterId: string
  kafkaClusterId: string
  group?: string
  topic?: string
  broker?: number
  /** Epoch milliseconds, inclusive. */
  from?: number
  /** Epoch milliseconds, exclusive. */
  to?: number
  kinds?: readonly EventKind[]
  /** Of an earlier page; anything else is refused. */
  cursor?: string
  /** At most 500; 50 when absent. */
  limit?: number
}

type Row = {
  at: Date
  ordinal: number
  kind: EventKind
  from_at: Date | null
  topic: string | null
  partition: number | null
  group: string | null
  broker: number | null
  before: string | null
  after: string | null
}

const toEvent = (clusterKey: number, row: Row): Event => {
  const { at, ordinal, from_at, ...facts } = row
  return {
    id: `${clusterKey}-${at.getTime()}-${ordinal}`,
    kind: facts.kind,
    from: from_at?.toISOString() ?? null,
    to: at.toISOString(),
    topic: facts.topic,
    partition: facts.partition,
    group: facts.group,
    broker: facts.broker,
    before: facts.before,
    after: facts.after,
    text: eventText(facts),
  }
}

const parseCursor = (cursor: string): [Date, number] => {
  const parts = /^(\d{1,15})-(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (parts) return [new Date(Number(parts[1])), Number(parts[2])]
  throw new AppError('invalid_input', 'cursor: not a cursor of an earlier page', {
    details: [{ field: 'cursor', message: 'not a cursor of an earlier page' }],
  })
}

/**
 * Events of a cluster, newest first, by cursor. An unknown cluster has none.
 * @throws AppError `invalid_input` for a cursor that is none.
 */
export const readEvents = async (pool: pg.Pool, filter: EventFilter): Promise<EventPage> => {
  const limit = Math.min(500, Math.max(1, filter.limit ?? 50))
  const identity = await pool.query<{ key: number }>(
    'SELECT key FROM cluster_identity WHERE cluster_id = $1 AND kafka_cluster_id = $2',
    [filter.clusterId, filter.kafkaClusterId],
  )
  const cursor = filter.cursor ? parseCursor(filter.cursor) : null
  const key = identity.rows[0]?.key
  if (key === undefined) return { items: [], nextCursor: null }
  const values: unknown[] = [key]
  const conditions = ['cluster_key = $1']
  const where = (condition: (place: string) => string, value: unknown) => {
    if (value === undefined) return
    values.push(value)
    conditions.push(condition(`$${values.length}`))
  }
  where((p) => `"group" = ${p}`, filter.group)
  where((p) => `topic = ${p}`, filter.topic)
  where((p) => `broker = ${p}`, filter.broker)
  where((p) => `kind = ANY(${p}::text[])`, filter.kinds)
  where((p) => `at >= ${p}`, filter.from === undefined ? undefined : new Date(filter.from))
  where((p) => `at < ${p}`, filter.to === undefined ? undefined : new Date(filter.to))
  if (cursor) {
    values.push(...cursor)
    conditions.push(`(at, ordinal) < ($${values.length - 1}::timestamptz, $${values.length}::int)`)
  }
  const { rows } = await pool.query<Row>(
    `SELECT ${columns} FROM history.event WHERE ${conditions.join(' AND ')}
     ORDER BY at DESC, ordinal DESC LIMIT ${limit + 1}`,
    values,
  )
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const more = rows.length > limit && last !== undefined
  return {
    items: items.map((row) => toEvent(key, row)),
    nextCursor: more
      ? Buffer.from(`${last.at.getTime()}-${last.ordinal}`).toString('base64url')
      : null,
  }
}
