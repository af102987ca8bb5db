import type { Outage } from './outages.ts'
import type { Samples } from './reduce.ts'

export type Gap = { from: number; to: number; reason: string }

const UNWATCHED = 'no collector was watching'
const UNKNOWN = 'not known: the brokers that should have told did not answer'

/** Stretches of the range without a sample, or with samples that are unknown. */
const holes = (samples: Samples, from: number, to: number): Gap[] => {
  const { times, holeMs, values } = samples
  const found: Gap[] = []
  let known = from
  let seen = from
  let unknownSeen = false
  for (let i = 0; i < times.length; i++) {
    const at = times[i] as number
    if (at < from || at > to) continue
    const hole = holeMs[i] as number
    if (at - seen > hole) unknownSeen = false
    if (Number.isNaN(values[i])) unknownSeen = true
    else {
      if (at - known > hole) found.push({ from: known, to: at, reason: reasonFor(unknownSeen) })
      known = at
      unknownSeen = false
    }
    seen = at
  }
  const hole = holeMs.at(-1) ?? 0
  if (to - known > hole) found.push({ from: known, to, reason: reasonFor(unknownSeen) })
  return found
}

const reasonFor = (unknownSeen: boolean) => (unknownSeen ? UNKNOWN : UNWATCHED)

/** Cuts a hole by the outages in it, which tell their own reason. */
const cut = (hole: Gap, outages: readonly Outage[]): Gap[] => {
  const parts: Gap[] = []
  let at = hole.from
  for (const outage of outages) {
    const from = Math.max(at, outage.from)
    const to = Math.min(hole.to, outage.to ?? hole.to)
    if (to <= from) continue
    if (from > at) parts.push({ from: at, to: from, reason: hole.reason })
    parts.push({ from, to, reason: outage.reason })
    at = to
  }
  if (at < hole.to) parts.push({ from: at, to: hole.to, reason: hole.reason })
  return parts
}

/**
 * Where a chart has nothing and why, oldest first. An outage begins between two polls and so does a
 * hole: what is left of a hole beside an outage is dropped when it is shorter than `leastMs`.
 */
export const gapsOf = (
  samples: Samples,
  outages: readonly Outage[],
  from: number,
  to: number,
  leastMs: number,
): Gap[] =>
  holes(samples, from, to)
    .flatMap((hole) => cut(hole, outages))
    .filter((gap) => gap.to - gap.from >= leastMs)
