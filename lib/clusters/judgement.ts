import { perRecord } from '../per-record.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import type { Unreachable } from '../snapshot/schema.ts'
import { isoOf } from '../times.ts'
import { type Trouble, troublesOf } from './attention.ts'
import { blindHeadline, headlineOf, worstStatus } from './headline.ts'
import type { Attention, CheckState, Headline } from './schema.ts'

/** The sentence, what needs attention and since when: from the same checks, so that they agree. */
export type Judgement = { headline: Headline; attention: Attention[]; since: string | null }

/** The list is for reading: whoever has more trouble than this filters the groups. */
const SHOWN = 100

/** What is wrong by the record's own checks, worst first, found once for a record. */
const troubles = perRecord((record): Trouble[] =>
  troublesOf(record.snapshot, record.trends, record.checks),
)

/** Since when the worst status of the strip lasts, epoch milliseconds; null when ok or not known. */
function worstSince(checks: CheckState[]): number | null {
  const status = worstStatus(checks)
  if (status === 'ok') return null
  const times = checks.flatMap((one) => (one.status === status && one.since ? [one.since] : []))
  return times.length === 0 ? null : Math.min(...times)
}

const attentionOf = ({ status, kind, name, text, since, waterline }: Trouble): Attention => ({
  status,
  kind,
  name,
  text,
  since: isoOf(since),
  waterline,
})

/** The judgement of a record that is seen now. */
export function judge(record: LiveRecord): Judgement {
  const { snapshot, trends, checks } = record
  const found = troubles(record, false)
  return {
    headline: headlineOf(snapshot, trends, checks, found),
    attention: found.slice(0, SHOWN).map(attentionOf),
    since: isoOf(worstSince(checks)),
  }
}

/** The judgement of a cluster that nobody sees now: unknown, and the one thing to look at is that. */
export function judgeBlind(
  name: string,
  why: Unreachable | null,
  checks: CheckState[],
  hasValues: boolean,
): Judgement {
  const headline = blindHeadline(why, hasValues)
  const since = isoOf(why?.since ?? worstSince(checks))
  const text = why ? `cannot be reached: ${why.reason}` : 'not polled yet'
  return {
    headline,
    attention: [{ status: 'unknown', kind: 'cluster', name, text, since, waterline: null }],
    since,
  }
}
