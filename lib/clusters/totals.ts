import { groupItems } from '../groups/items.ts'
import { perRecord } from '../per-record.ts'
import { topicItems } from '../topics/items.ts'
import type { ClusterItem } from './schema.ts'

export type Totals = {
  /** Sum of every group's known lag; null when no group's is known. */
  totalLagMessages: number | null
  worstGroup: ClusterItem['worstGroup']
  groups: number
  topics: number
  partitions: number
}

/** What a cluster's row sums up, computed once for a record. */
export const totalsOf = perRecord((record, blind): Totals => {
  let total: number | null = null
  let worst: ReturnType<typeof groupItems>[number] | null = null
  const groups = groupItems(record, blind)
  for (const group of groups) {
    if (group.lagMessages === null) continue
    total = (total ?? 0) + group.lagMessages
    if (group.lagMessages > (worst?.lagMessages ?? 0)) worst = group
  }
  const topics = topicItems(record, blind)
  return {
    totalLagMessages: total,
    worstGroup: worst && {
      id: worst.id,
      lagMessages: worst.lagMessages,
      lagSeconds: worst.lagSeconds,
      lagComplete: worst.lagComplete,
    },
    groups: groups.length,
    topics: topics.length,
    partitions: topics.reduce((sum, topic) => sum + topic.partitions, 0),
  }
})
