import Link from 'next/link'
import { StatCard } from '@/components/data/stat-card'
import { StatRow } from '@/components/data/stat-row'
import { UnknownValue } from '@/components/ui/unknown-value'
import { lagSumWords } from '@/lib/charts/waterline-words'
import { percent, plural } from '@/lib/format'
import type { GroupDetail } from '@/lib/groups/schema'
import { paths } from '@/lib/paths'
import { roughDuration } from '@/lib/words'
import { drainWords, flowWords, idleWords, lagReason } from './group-words'
import { MemberCount } from './member-count'

const messagesLabel = (group: GroupDetail): string =>
  [
    'messages',
    group.unknownPartitions > 0 ? `${plural(group.unknownPartitions, 'partition')} unknown` : '',
    group.uncommittedPartitions > 0
      ? `${plural(group.uncommittedPartitions, 'partition')} without a commit`
      : '',
  ]
    .filter(Boolean)
    .join(', ')

const membersLabel = (group: GroupDetail): string => {
  const word = group.members === 1 ? 'member' : 'members'
  // The number stands above; what follows the semicolon is advice, and in the tip.
  if (group.scalingText) {
    return (group.scalingText.split(';')[0] ?? '').replace(/^\d+ members? on/, `${word} on`)
  }
  const idle = idleWords(group.idleMembers)
  return idle ? `${word}, ${idle}` : word
}

const logLabel = (group: GroupDetail): string => {
  if (group.retentionSeconds === null) return 'of the log is unread'
  return `of the log is unread; log start in ${roughDuration(group.retentionSeconds)}`
}

/** What the first figure is: mostly a time, but loss is said before any time. */
const timeLabel = (group: GroupDetail): string => {
  if (group.lostMessages) return 'of what it has not read'
  return group.lagText.startsWith('loses data') ? 'at present rates' : 'lag in time'
}

const toneOf = (group: GroupDetail) =>
  group.status === 'critical' || group.status === 'warning' ? group.status : null

/** The key figures of a group, each with what it lacks. */
export const GroupFacts = ({ clusterId, group }: { clusterId: string; group: GroupDetail }) => {
  // "caught up" is the first figure already.
  const drain = group.drain === 'caught_up' ? null : drainWords(group)
  const timed = group.lagText !== 'time not known yet'
  return (
    <StatRow>
      <StatCard
        value={timed ? group.lagText : <UnknownValue reason="not watched long enough" />}
        label={timeLabel(group)}
        tone={timed ? toneOf(group) : null}
      />
      <StatCard
        value={
          group.lagMessages === null ? (
            <UnknownValue reason={lagReason(group)} />
          ) : (
            lagSumWords(group.lagMessages, group.lagComplete)
          )
        }
        label={messagesLabel(group)}
        tone={timed ? null : toneOf(group)}
      />
      <StatCard
        value={flowWords(group, ', ')}
        label={`records per second${drain ? `; ${drain}` : ''}`}
      />
      <StatCard
        value={<MemberCount members={group.members} />}
        label={membersLabel(group)}
        tip={group.scalingText ?? undefined}
      />
      <StatCard
        value={
          group.logSharePercent === null ? (
            <UnknownValue reason="the log start or the lag is not known" />
          ) : (
            percent(group.logSharePercent)
          )
        }
        label={logLabel(group)}
      />
      <StatCard
        value={
          group.coordinator === null ? (
            <UnknownValue reason="no broker lists it now" />
          ) : (
            <Link
              href={paths.broker(clusterId, group.coordinator)}
              prefetch={false}
              className="quiet-link"
            >
              node {group.coordinator}
            </Link>
          )
        }
        label={group.assignor ? `coordinator; ${group.assignor} assignor` : 'coordinator'}
      />
    </StatRow>
  )
}
