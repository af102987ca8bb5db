import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NuqsTestingAdapter } from 'nuqs/adapters/testing'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { groupQuery } from '@/lib/groups/queries'
import type { GroupDetail } from '@/lib/groups/schema'
import { exampleGroup, exampleMember, examplePartition } from './example-group'
import { GroupView } from './group-view'

/** The page as the server sends it, with no-break spaces made plain. */
const html = (group: GroupDetail | null, searchParams = ''): string => {
  const client = new QueryClient()
  if (group) {
    client.setQueryData(groupQuery('prod', 'g').queryKey, {
      data: group,
      observedAt: '2026-11-24T03:10:00.000Z',
      warnings: [],
    })
  }
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter searchParams={searchParams}>
        <GroupView clusterId="prod" groupId="g" />
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  ).replaceAll('\u00a0', ' ')
}

const incident = exampleGroup({
  status: 'critical',
  lagText: '≈ 12 min',
  lagMessages: 104_636,
  lagComplete: false,
  unknownPartitions: 1,
  idleMembers: 1,
  members: 2,
  coordinator: null,
  logSharePercent: null,
  partitions: [
    examplePartition({
      partition: 3,
      lagMessages: 104_636,
      committedOffset: '0',
      logEndOffset: '104636',
    }),
    examplePartition({
      partition: 4,
      lagMessages: null,
      lagSeconds: null,
      logEndOffset: null,
      position: 'end_unknown',
      reason: 'log end unknown: broker 2 does not answer',
    }),
  ],
  memberList: [
    exampleMember(),
    exampleMember({
      memberId: 'm-2',
      clientId: 'settle-2',
      partitions: [],
      partitionCount: 0,
      idle: true,
    }),
  ],
})

describe('the page of a group', () => {
  it('is readable before any script runs and carries no style that the page policy refuses', () => {
    const page = html(incident)
    expect(page).toContain('at least 104,636')
    expect(page).toContain('messages, 1 partition unknown')
    expect(page).not.toContain('style=')
  })

  it('gives every dash a reason that a screen reader says', () => {
    const page = html(incident)
    const dashes = page.split('<span aria-hidden="true">—</span>').length - 1
    const reasons = page.split('>unknown: ').length - 1
    expect(dashes).toBeGreaterThan(2)
    expect(reasons).toBe(dashes)
    expect(page).toContain('unknown: log end unknown: broker 2 does not answer')
  })

  it('marks idle members, and the partitions that have no owner', () => {
    expect(html(incident)).toMatch(/border-dashed[^>]*>idle</)
    const unowned = html({ ...incident, partitions: [examplePartition({ memberId: null })] })
    expect(unowned).toContain('no owner')
  })

  it('shows the worst of many partitions, all when asked, and can be cut to the bad ones', () => {
    const partitions = Array.from({ length: 120 }, (_, partition) =>
      examplePartition({ partition, lagMessages: partition === 7 ? 5_000 : 1 }),
    )
    const rows = (page: string) => page.split('log from 0 to 100').length - 1
    expect(rows(html(exampleGroup({ partitions })))).toBe(12)
    expect(rows(html(exampleGroup({ partitions }), '?rows=all'))).toBe(120)
    expect(rows(html(exampleGroup({ partitions }), '?partitions=bad'))).toBe(1)
  })

  it('has a skeleton of its size until the first answer', () => {
    expect(html(null)).toContain('Loading Group g')
  })
})
