import { z } from 'zod'
import { isoTime } from '../http/schema.ts'

export const point = z.tuple([isoTime, z.number().nullable()])

export const series = z.object({
  /** `total`, a topic name, `produced`, `dir:/data`, `p99`, … */
  key: z.string(),
  unit: z.enum(['messages', 'seconds', 'records_per_second', 'bytes', 'percent', 'ms', 'count']),
  /** At most `points`, reduced by max per bucket; null is a gap and breaks the line. */
  points: z.array(point),
})
export type Series = z.infer<typeof series>

export const gap = z.object({ from: isoTime, to: isoTime, reason: z.string() })

export const historyAnswer = z.object({
  resolutionMs: z.number().int(),
  series: z.array(series),
  gaps: z.array(gap),
})
export type HistoryAnswer = z.infer<typeof historyAnswer>

/** `from`, `to`: epoch milliseconds; `points`: at most 600. */
export type HistoryRange = { from: number; to: number; points: number }
