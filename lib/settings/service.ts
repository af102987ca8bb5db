import type { Context } from '../context.ts'
import { answeredWithin } from '../deadline.ts'
import { storage } from '../history/storage.ts'
import type { Answer } from '../http/schema.ts'
import { isoOf } from '../times.ts'
import type { Storage } from './schema.ts'

/** What history takes on disk and how long it is kept. Throws `database_unavailable`. */
export async function getStorage(ctx: Context): Promise<Answer<Storage>> {
  const now = ctx.now()
  const keep = ctx.settings.history
  const parts = await answeredWithin(storage(ctx.db(), keep, now), ctx.left())
  const data: Storage = {
    rawHours: keep.rawHours,
    rollupDays: keep.rollupDays,
    totalBytes: parts.reduce((sum, part) => sum + part.bytes, 0),
    parts: parts.map((part) => ({ ...part, since: isoOf(part.since) })),
  }
  return { data, observedAt: isoOf(now), warnings: [] }
}
