import { type GroupRow, groupRows } from '../groups/rules.ts'
import { indexSnapshot, keep } from '../groups/snapshot-index.ts'
import type { ClusterSnapshot, GroupSnapshot } from '../snapshot/schema.ts'

/** What one group has left to read of one topic. */
export type TopicLag = {
  group: GroupSnapshot
  /** Sum over the partitions that are known; null when none is. */
  lagMessages: number | null
  lagComplete: boolean
}

const add = (lag: TopicLag, row: GroupRow): void => {
  if (row.lagMessages !== null) lag.lagMessages = (lag.lagMessages ?? 0) + row.lagMessages
  else if (row.position !== 'no_commit') lag.lagComplete = false
}

/** Lag by topic and group, of all groups at once, made once for a snapshot. */
export const topicLags = (snapshot: ClusterSnapshot): Map<string, TopicLag[]> =>
  keep(indexSnapshot(snapshot), 'topicLags', () => {
    const byTopic = new Map<string, TopicLag[]>()
    for (const group of snapshot.groups) {
      const own = new Map<string, TopicLag>()
      for (const row of groupRows(snapshot, group)) {
        const lag = own.get(row.topic) ?? { group, lagMessages: null, lagComplete: true }
        own.set(row.topic, lag)
        add(lag, row)
      }
      for (const [topic, lag] of own) {
        const list = byTopic.get(topic)
        if (list) list.push(lag)
        else byTopic.set(topic, [lag])
      }
    }
    for (const list of byTopic.values()) {
      list.sort((a, b) => (b.lagMessages ?? -1) - (a.lagMessages ?? -1))
    }
    return byTopic
  })
