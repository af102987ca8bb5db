import { z } from 'zod'
import { isoTime } from '../http/schema.ts'

export const liveness = z.object({ status: z.literal('live') })

export const readiness = z.object({
  /** `degraded`: pages answer, but a part is away. Neither part there is 503. */
  status: z.enum(['ready', 'degraded']),
  database: z.enum(['ok', 'away']),
  clusters: z.array(
    z.object({
      id: z.string(),
      /** Whether the last poll, whoever made it, is young and met a broker. */
      status: z.enum(['ok', 'away']),
      observedAt: isoTime.nullable(),
      /** Why a client of kafkajs does not get in (TCP, TLS, SASL), in words; null when it does. */
      connection: z.string().nullable(),
    }),
  ),
})
export type Readiness = z.infer<typeof readiness>
