import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../../generated/prisma/client.ts'
import { configuredUrl } from './pool.ts'

const make = (url: string) =>
  new PrismaClient({
    adapter: new PrismaPg({
      connectionString: url,
      max: 5,
      connectionTimeoutMillis: 1200,
      idleTimeoutMillis: 30_000,
      statement_timeout: 1300,
      query_timeout: 1800,
      application_name: 'highwater-web',
    }),
  })

const kept = globalThis as { highwaterPrisma?: { url: string; client: ReturnType<typeof make> } }

/** The web process's one Prisma client; connects on its first query. Never used by the collector. */
export const prisma = (url: string = configuredUrl()): PrismaClient => {
  if (kept.highwaterPrisma?.url !== url) kept.highwaterPrisma = { url, client: make(url) }
  return kept.highwaterPrisma.client
}
