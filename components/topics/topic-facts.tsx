import { StatCard } from '@/components/data/stat-card'
import { StatRow } from '@/components/data/stat-row'
import { UnknownValue } from '@/components/ui/unknown-value'
import { bytes, compact, count, plural, rate } from '@/lib/format'
import { retentionText } from '@/lib/topics/retention-text'
import type { TopicDetail } from '@/lib/topics/schema'
import { LastWrite } from './topic-columns'
import { replicationState } from './topic-words'

const copies = (topic: TopicDetail): string =>
  topic.minInsyncReplicas === null
    ? `replication factor ${topic.replicationFactor}`
    : `replication factor ${topic.replicationFactor}, min ISR ${topic.minInsyncReplicas}`

const sizeLabel = (topic: TopicDetail): string =>
  topic.sizeBytes === null || topic.replicationFactor < 2
    ? 'on disk, one copy'
    : `one copy; about ${bytes(topic.sizeBytes * topic.replicationFactor)} with all replicas`

/** The key figures of a topic. */
export const TopicFacts = ({ topic }: { topic: TopicDetail }) => {
  const state = replicationState(topic)
  const retention = retentionText(topic)
  return (
    <StatRow>
      <StatCard
        value={state.words}
        label={`of ${plural(topic.partitions, 'partition')}; ${copies(topic)}`}
        tone={state.status === 'critical' || state.status === 'warning' ? state.status : null}
      />
      <StatCard
        value={
          topic.recordsPerSecond === null ? (
            <UnknownValue reason="a log end is not known, or not watched long enough" />
          ) : (
            rate(topic.recordsPerSecond)
          )
        }
        label="records per second in"
      />
      <StatCard
        value={
          topic.sizeBytes === null ? (
            <UnknownValue reason="not every leader has told its size yet" />
          ) : (
            bytes(topic.sizeBytes)
          )
        }
        label={sizeLabel(topic)}
      />
      <StatCard
        value={retention ?? <UnknownValue reason="its configuration is not known yet" />}
        label={topic.cleanupPolicy ? `kept; cleanup ${topic.cleanupPolicy}` : 'kept'}
      />
      <StatCard value={<LastWrite at={topic.lastWriteAt} />} label="last write" />
      <StatCard
        value={count(topic.groups)}
        label={
          topic.worstLagMessages === null
            ? plural(topic.groups, 'group').replace(/^\S+\s/, '')
            : topic.worstLagMessages === 0
              ? 'groups, caught up'
              : `groups; worst ${compact(topic.worstLagMessages)} behind`
        }
      />
    </StatRow>
  )
}
