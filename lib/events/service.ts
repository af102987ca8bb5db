import { answerOf, openCluster } from '../clusters/open.ts'
import type { Context } from '../context.ts'
import { answeredWithin } from '../deadline.ts'
import { invalidInput } from '../errors.ts'
import { readEvents } from '../history/events.ts'
import { HISTORY_AWAY, isHistoryAway } from '../history/service.ts'
import type { ClusterParams } from '../http/input.ts'
import type { Answer } from '../http/schema.ts'
import { parseTime } from '../http/time-range.ts'
import type { EventListQuery } from './input.ts'
import type { EventPage } from './schema.ts'

function timeOf(field: 'from' | 'to', text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined
  const at = parseTime(text, now)
  if (at !== null) return at
  throw invalidInput([{ field, message: 'an ISO 8601 time with a zone, or now-1h' }])
}

/** Only what was given: a filter of `undefined` is none. */
const given = <T extends object>(filter: T): T =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as T

/** What changed, newest first. Without Postgres: nothing, and a warning that says so. */
export async function listEvents(
  ctx: Context,
  input: ClusterParams & EventListQuery,
): Promise<Answer<EventPage>> {
  const now = ctx.now()
  const [from, to] = [timeOf('from', input.from, now), timeOf('to', input.to, now)]
  const cluster = await openCluster(ctx, input.clusterId)
  const { kafkaClusterId } = cluster.record.snapshot
  const nothing: EventPage = { items: [], nextCursor: null }
  if (kafkaClusterId === null) return answerOf(cluster, nothing)
  const { clusterId, group, topic, broker, kind, cursor, limit } = input
  const optional = given({ group, topic, broker, kinds: kind, from, to, cursor, limit })
  try {
    if (cluster.live.databaseAway) throw HISTORY_AWAY
    const filter = { clusterId, kafkaClusterId, ...optional } as Parameters<typeof readEvents>[1]
    return answerOf(cluster, await answeredWithin(readEvents(ctx.db(), filter), ctx.left()))
  } catch (error) {
    if (error !== HISTORY_AWAY && !isHistoryAway(error)) throw error
    const others = cluster.warnings.filter(({ code }) => code !== HISTORY_AWAY.code)
    return answerOf({ record: cluster.record, warnings: [...others, HISTORY_AWAY] }, nothing)
  }
}
