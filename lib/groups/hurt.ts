import type { GroupItem } from './schema.ts'

type Hurting = Pick<
  GroupItem,
  'status' | 'lostMessages' | 'retentionSeconds' | 'trend' | 'lagMessages'
>

/** Above any lag that a sum of int64 offsets gives in practice, and exact beside it in a double. */
const STEP = 1e14

const rank = (group: Hurting): number => {
  if (group.lostMessages) return 8
  if (group.status === 'critical') {
    if (group.retentionSeconds !== null && group.retentionSeconds < 86_400) return 7
    if (group.trend === 'growing') return 6
    return group.trend === 'draining' ? 4 : 5
  }
  if (group.status === 'unknown') return 3
  if (group.status === 'warning') return group.trend === 'draining' ? 1 : 2
  return 0
}

/**
 * How much a group hurts, for ordering: data lost, lost within 24 h, critical and growing, critical,
 * unknown, warning, a draining warning, the rest; by messages within each. Greater is worse.
 */
export const hurt = (group: Hurting): number =>
  rank(group) * STEP + Math.min(group.lagMessages ?? 0, STEP - 1)
