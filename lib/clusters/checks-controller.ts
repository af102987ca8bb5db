import { plural } from '../words.ts'
import type { CheckInput, Finding } from './checks-state.ts'
import type { Offender } from './schema.ts'

/** An election takes seconds: a count other than one must be seen by two polls in a row. */
const POLLS = 2

/**
 * Active controller count: other than 1 is critical, from DescribeQuorum asked through two brokers
 * (Metadata names a random broker as controller in KRaft). No answer proves nothing: unknown, not 0.
 */
export const checkController = ({ snapshot, previous }: CheckInput): Finding => {
  const quorum = snapshot.quorum.value
  const base = { source: 'protocol', observedAt: snapshot.quorum.observedAt ?? snapshot.observedAt }
  if (!quorum) {
    const last = snapshot.quorum.last
    return {
      ...base,
      status: 'unknown',
      value: null,
      observedAt: last?.observedAt ?? null,
      reason: snapshot.quorum.reason ?? 'no broker says who the controller is',
      offenders: [],
      memory: { polls: previous?.memory?.polls ?? 0 },
    }
  }
  const value = quorum.activeControllers
  const at = snapshot.quorum.observedAt ?? snapshot.observedAt
  if (value === 1) {
    const alone = quorum.answers.length < 2 && snapshot.brokers.length > 1
    const asked = quorum.answers[0]?.node
    return {
      ...base,
      status: alone ? 'unknown' : 'ok',
      value,
      reason: alone ? `only broker ${asked ?? '—'} was heard: a disagreement would not show` : null,
      offenders: [],
      memory: { polls: 0, pollAt: at },
    }
  }
  const seenBefore = previous?.memory?.pollAt === at
  const polls = (previous?.memory?.polls ?? 0) + (seenBefore ? 0 : 1)
  const status = polls >= POLLS ? 'critical' : 'pending'
  const text =
    value === 0
      ? 'no active controller: topics, leaders and configurations cannot change'
      : `${plural(value, 'controller')} claim to be active`
  const offender: Offender = {
    kind: 'broker',
    name: quorum.answers.map((one) => String(one.node)).join(', '),
    topic: null,
    partition: null,
    value,
    text,
    status,
  }
  return {
    ...base,
    status,
    value,
    reason:
      status === 'pending' ? `seen by ${polls} of ${POLLS} polls; an election takes seconds` : null,
    offenders: [offender],
    conditionSince: previous?.conditionSince ?? at,
    memory: { polls, pollAt: at },
  }
}
