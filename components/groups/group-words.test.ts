import { describe, expect, it } from 'vitest'
import { exampleGroup, exampleItem, examplePartition } from './example-group'
import { groupNotes } from './group-notes'
import { drainWords, groupsHeadline, lagCell, trendWords } from './group-words'

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null

describe('the lag of a group in a list', () => {
  it.each([
    ['a whole sum stands alone', { lagMessages: 104_636, lagComplete: true }, '104,636'],
    ['a partial sum is a lower bound', { lagMessages: 45, lagComplete: false }, '≥ 45'],
    ['nothing known is no number', { lagMessages: null, lagComplete: false }, '—'],
  ])('%s', (_, item, words) => expect(plain(lagCell(exampleItem(item)))).toBe(words))
})

describe('the trend of a group', () => {
  const behind = { lagMessages: 11_310 }
  it.each([
    ['growing', { ...behind, trend: 'growing' as const }, 'growing'],
    [
      'draining with its end',
      { ...behind, trend: 'draining' as const, drainSeconds: 180 },
      'draining, 3 min',
    ],
    [
      'stopped when nobody is there to read',
      { ...behind, trend: 'growing' as const, members: 0, consumedPerSecond: 0 },
      'stopped',
    ],
    [
      'not stopped while commits move without members',
      { ...behind, trend: 'draining' as const, members: 0, consumedPerSecond: 5 },
      'draining',
    ],
    [
      'unknown is no word, so that it never reads steady',
      { ...behind, trend: 'unknown' as const },
      null,
    ],
  ])('%s', (_, item, words) => expect(plain(trendWords(exampleItem(item)))).toBe(words))

  it('says that it will not drain, and nothing when that is not known', () => {
    expect(drainWords(exampleItem({ drain: 'will_not_drain' }))).toBe('will not drain')
    expect(drainWords(exampleItem({ drain: 'unknown' }))).toBeNull()
  })
})

describe('the sentence over the list', () => {
  const line = (worst: Parameters<typeof exampleItem>[0], troubled = 4) => {
    const { text, emphasis } = groupsHeadline(148, troubled, exampleItem(worst))
    return plain(`${text} ${emphasis}`)
  }

  it('names what hurts most and how', () => {
    expect(
      line({ id: 'audit-archive', status: 'critical', lagText: 'loses data in 2 h 10 min' }),
    ).toBe('4 of 148 groups need a look. audit-archive loses data in 2 h 10 min.')
    expect(
      line(
        {
          status: 'critical',
          lagText: '≈ 12 min',
          lagSeconds: 720,
          lagMessages: 104_636,
          trend: 'growing',
        },
        1,
      ),
    ).toBe('1 of 148 groups needs a look. payments-settle is ≈ 12 min behind and growing.')
    expect(
      line({ status: 'critical', lagText: '8 readable, 10 lost', lostMessages: 10 }),
    ).toContain('payments-settle has lost 10 records.')
    expect(
      line({
        status: 'warning',
        lagText: '≥ 2 min 3 s, no members',
        lagSeconds: 123,
        members: 0,
        consumedPerSecond: 0,
        lagMessages: 11_210,
      }),
    ).toContain('payments-settle is ≥ 2 min 3 s behind and stopped.')
    expect(line({ status: 'unknown', statusReason: '3 partitions unknown' })).toContain(
      'payments-settle cannot be seen whole: 3 partitions unknown.',
    )
  })

  it('is quiet when nothing is wrong', () => {
    expect(plain(groupsHeadline(148, 0, null).text)).toBe('148 groups, all within the thresholds')
  })
})

describe('what is peculiar about a group', () => {
  const titles = (group: Parameters<typeof exampleGroup>[0]) =>
    groupNotes(exampleGroup(group)).map((note) => plain(note.title))

  it('calls out partitions nobody reads, but not while the group rebalances or is empty', () => {
    const partitions = [examplePartition({ memberId: null, clientId: null })]
    expect(titles({ partitions })).toEqual(['1 partition without an owner.'])
    expect(titles({ partitions, state: 'PreparingRebalance' })).toEqual([])
    expect(titles({ partitions, memberList: [], members: 0 })).not.toContain(
      '1 partition without an owner.',
    )
  })

  it('says each its own truth: share, connect, commits without members, a silent coordinator', () => {
    expect(titles({ type: 'share' })).toEqual(['A share group.'])
    expect(titles({ type: 'connect' })).toEqual(['A Kafka Connect group.'])
    expect(titles({ memberList: [], members: 0 })).toEqual(['It commits without members.'])
    expect(
      titles({ partitions: [], lagMessages: null, statusReason: 'broker 2 does not answer' }),
    ).toEqual(['Its offsets are not known now.'])
  })
})
