import type { Context } from '../context.ts'
import { prisma } from '../db/prisma.ts'
import { answeredWithin } from '../deadline.ts'
import { storage } from '../history/storage.ts'
import type { Answer } from '../http/schema.ts'
import { isoOf } from '../times.ts'
import type { Storage, Watcher } from './schema.ts'

/** The collectors' leases, by cluster; of clusters that are still configured. */
const watchersOf = async (ctx: Context, now: number): Promise<Watcher[]> => {
  const leases = await prisma(ctx.db()).collectorLease.findMany({
    where: { clusterId: { in: ctx.settings.clusters.map((cluster) => cluster.id) } },
    orderBy: { clusterId: 'asc' },
  })
  return leases.map((lease) => ({
    clusterId: lease.clusterId,
    holder: lease.holder,
    since: lease.acquiredAt.toISOString(),
    renewedAt: lease.renewedAt.toISOString(),
    alive: lease.expiresAt.getTime() > now,
  }))
}

/** What history takes on disk, how long it is kept, and who writes it. Throws `database_unavailable`. */
export async function getStorage(ctx: Context): Promise<Answer<Storage>> {
  const now = ctx.now()
  const keep = ctx.settings.history
  const [parts, watchers] = await answeredWithin(
    Promise.all([storage(ctx.db(), keep, now), watchersOf(ctx, now)]),
    ctx.left(),
  )
  const data: Storage = {
    rawHours: keep.rawHours,
    rollupDays: keep.rollupDays,
    totalBytes: parts.reduce((sum, part) => sum + part.bytes, 0),
    watchers,
    parts: parts.map((part) => ({ ...part, since: isoOf(part.since) })),
  }
  return { data, observedAt: isoOf(now), warnings: [] }
}
