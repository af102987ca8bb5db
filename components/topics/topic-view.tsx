'use client'
import { useQuery } from '@tanstack/react-query'
import { QueryPanel } from '@/components/data/query-panel'
import { TableSkeleton } from '@/components/data/table-skeleton'
import { WarningList } from '@/components/data/warning-list'
import { Badge } from '@/components/ui/badge'
import { CopyButton } from '@/components/ui/copy-button'
import { MiddleName } from '@/components/ui/middle-name'
import { Skeleton } from '@/components/ui/skeleton'
import { StatusMark } from '@/components/ui/status-mark'
import { topicQuery } from '@/lib/topics/queries'
import type { TopicDetail } from '@/lib/topics/schema'
import { TopicConfigs } from './topic-configs'
import { TopicFacts } from './topic-facts'
import { TopicGroups } from './topic-groups'
import { TopicHistory } from './topic-history'
import { TopicPartitions } from './topic-partitions'
import { replicationState } from './topic-words'

const Header = ({ topic }: { topic: TopicDetail }) => {
  const state = replicationState(topic)
  return (
    <header className="mb-3 flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
      <h1 className="min-w-0 max-w-full">
        <MiddleName name={topic.name} />
      </h1>
      <CopyButton value={topic.name} what="topic name" />
      {topic.internal ? <Badge>internal</Badge> : null}
      {topic.replicationFactor === 1 ? (
        <Badge tone="warning" tip="One broker away from losing its data">
          single copy
        </Badge>
      ) : null}
      {state.status === 'ok' ? null : <StatusMark status={state.status} word={state.words} />}
      <span className="inline-flex items-center gap-1 text-xs text-ink-3">
        <span className="mono">{topic.id}</span>
        <CopyButton value={topic.id} what="topic id" />
      </span>
    </header>
  )
}

const TopicSkeleton = () => (
  <div aria-hidden="true">
    <Skeleton className="mb-4 h-7 w-72 max-w-full" />
    <Skeleton className="mb-4.5 h-12 w-full" />
    <div className="panel mb-4.5">
      <TableSkeleton rows={6} />
    </div>
  </div>
)

/** One topic: is it whole, who reads it, how is it configured. */
export const TopicView = ({ clusterId, name }: { clusterId: string; name: string }) => {
  const query = useQuery(topicQuery(clusterId, name))
  return (
    <QueryPanel query={query} what={`Topic ${name}`} skeleton={<TopicSkeleton />}>
      {({ data: topic, warnings }) => (
        <>
          <Header topic={topic} />
          <WarningList warnings={warnings} />
          <TopicFacts topic={topic} />
          <TopicPartitions clusterId={clusterId} topic={topic} />
          <div className="grid items-start gap-4.5 xl:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
            <TopicHistory clusterId={clusterId} name={name} />
            <TopicGroups clusterId={clusterId} topic={topic} />
          </div>
          <div className="mt-4.5">
            <TopicConfigs topic={topic} />
          </div>
        </>
      )}
    </QueryPanel>
  )
}
