import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient } from '../../generated/prisma/client.ts'

const make = (pool: pg.Pool) => new PrismaClient({ adapter: new PrismaPg(pool) })

const clients = new WeakMap<pg.Pool, ReturnType<typeof make>>()

/**
 * Prisma over the web process's own pool, so that its limits hold here too; one client a pool. Never
 * used by the collector, whose memory it would cost.
 */
export const prisma = (pool: pg.Pool): PrismaClient => {
  const known = clients.get(pool)
  if (known) return known
  const client = make(pool)
  clients.set(pool, client)
  return client
}
