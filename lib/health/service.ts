import { isBlind } from '../clusters/freshness.ts'
import type { Context } from '../context.ts'
import { answeredWithin } from '../deadline.ts'
import { AppError } from '../errors.ts'
import type { Answer } from '../http/schema.ts'
import { isoOf } from '../times.ts'
import type { Readiness } from './schema.ts'

/** A broker that does not answer by then is told as one that does not. */
const PROBE_MS = 1_500

/** The process answers: nothing else is asked, so that a database away never restarts the web. */
export async function getLiveness(): Promise<Answer<{ status: 'live' }>> {
  return { data: { status: 'live' }, observedAt: null, warnings: [] }
}

const databaseState = async (ctx: Context): Promise<'ok' | 'away'> => {
  try {
    await answeredWithin(ctx.db().query('SELECT 1'), Math.min(1_000, ctx.left()))
    return 'ok'
  } catch {
    return 'away'
  }
}

/**
 * Whether pages have something to show: the clusters that are seen now, and the database. Throws
 * `kafka_unavailable` (503) when neither the database nor any cluster is there.
 */
export async function getReadiness(ctx: Context): Promise<Answer<Readiness>> {
  const now = ctx.now()
  const [database, clusters] = await Promise.all([
    databaseState(ctx),
    Promise.all(
      ctx.settings.clusters.map(async ({ id }) => {
        const [{ record }, probed] = await Promise.all([
          ctx.live(id),
          ctx.probe(id, Math.min(PROBE_MS, ctx.left())),
        ])
        const seen = record !== null && !isBlind(record, now)
        const status = seen ? ('ok' as const) : ('away' as const)
        const observedAt = isoOf(record?.snapshot.observedAt)
        return { id, status, observedAt, connection: probed.ok ? null : probed.reason }
      }),
    ),
  ])
  const away = clusters.filter(({ status }) => status === 'away').length
  if (database === 'away' && away === clusters.length) {
    throw new AppError('kafka_unavailable', 'Neither Postgres nor any cluster answers')
  }
  const status = database === 'ok' && away === 0 ? 'ready' : 'degraded'
  return { data: { status, database, clusters }, observedAt: isoOf(now), warnings: [] }
}

/** Age of the newest observation by cluster, seconds, for `/metrics`; a cluster never seen is absent. */
export async function snapshotAges(ctx: Context): Promise<Map<string, number>> {
  const now = ctx.now()
  const ages = new Map<string, number>()
  for (const { id } of ctx.settings.clusters) {
    const { record } = await ctx.live(id)
    if (record) ages.set(id, Math.max(0, now - record.snapshot.observedAt) / 1000)
  }
  return ages
}
