import { z } from 'zod'
import { someOf, wholeNumber } from '../http/input.ts'
import { eventKind } from './schema.ts'

export const eventListQuery = z.strictObject({
  group: z.string().max(32_767).optional(),
  topic: z.string().max(1_000).optional(),
  broker: wholeNumber.optional(),
  kind: someOf(eventKind.options).optional(),
  from: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
  cursor: z.string().max(100).optional(),
  limit: wholeNumber.pipe(z.number().min(1).max(500)).optional(),
})
export type EventListQuery = z.output<typeof eventListQuery>
