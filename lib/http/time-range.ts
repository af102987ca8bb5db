import { type FieldProblem, invalidInput } from '../errors.ts'
import type { HistoryRange } from '../history/schema.ts'

const UNIT_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const MAX_SPAN_MS = 400 * 86_400_000
const RELATIVE = /^now(?:-(\d{1,6})([smhd]))?$/
const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/

/**
 * A point in time from an address: ISO 8601 with a zone, a bare date (midnight UTC), `now` or
 * `now-90m` (units s, m, h, d). Epoch milliseconds, or null when it is none of these.
 */
export function parseTime(text: string, now: number): number | null {
  const relative = RELATIVE.exec(text)
  if (relative) {
    const [, amount, unit] = relative
    return amount && unit ? now - Number(amount) * (UNIT_MS[unit] ?? 0) : now
  }
  if (!ISO.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}

/** The range of a history, checked; throws `invalid_input` naming the field. */
export function resolveRange(
  range: { from: string; to: string; points: number },
  now: number,
): HistoryRange {
  const problems: FieldProblem[] = []
  const read = (field: 'from' | 'to'): number => {
    const at = parseTime(range[field], now)
    if (at !== null) return at
    problems.push({ field, message: 'an ISO 8601 time with a zone, or now-1h' })
    return Number.NaN
  }
  const [from, to] = [read('from'), read('to')]
  if (from >= to) problems.push({ field: 'from', message: 'is not before to' })
  if (to - from > MAX_SPAN_MS) problems.push({ field: 'from', message: 'more than 400 days' })
  if (problems.length > 0) throw invalidInput(problems)
  return { from, to, points: range.points }
}
