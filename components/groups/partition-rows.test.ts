import { describe, expect, it } from 'vitest'
import { exampleGroup, exampleMember, examplePartition } from './example-group'
import { membersByLag } from './group-members'
import { assignmentWords } from './member-columns'
import {
  isBad,
  nearestToLoss,
  partitionsByTopic,
  ranges,
  timeWords,
  unfolded,
} from './partition-rows'

const behind = (partition: number, lagMessages: number | null, changes = {}) =>
  examplePartition({ partition, lagMessages, ...changes })

describe('partitions of a group', () => {
  it('stand by lag, lost ones first, unknown ones before those caught up', () => {
    const rows = [
      behind(0, 0, { position: 'caught_up' }),
      behind(1, null, { position: 'end_unknown' }),
      behind(2, 40),
      behind(3, 101_240),
      behind(4, 18, { position: 'purged', lostMessages: 10 }),
    ]
    expect(partitionsByTopic(rows)[0]?.rows.map((row) => row.partition)).toEqual([4, 3, 2, 1, 0])
  })

  it('stand by topic, and a topic’s sum is partial while one of its ends is unknown', () => {
    const topics = partitionsByTopic([
      behind(0, 5, { topic: 'a' }),
      behind(0, 40, { topic: 'b' }),
      behind(1, null, { topic: 'b', position: 'end_unknown' }),
      behind(2, null, { topic: 'b', position: 'no_commit' }),
    ])
    expect(topics.map((one) => [one.topic, one.lagMessages, one.lagComplete])).toEqual([
      ['b', 40, false],
      ['a', 5, true],
    ])
  })

  it('are bad when lost, unknown, ahead, without an owner or far behind, and not for a few records', () => {
    const group = exampleGroup()
    expect(isBad(group, behind(0, 12))).toBe(false)
    expect(isBad(group, behind(0, 1_001))).toBe(true)
    expect(isBad(group, behind(0, null, { position: 'end_unknown' }))).toBe(true)
    expect(isBad(group, behind(0, null, { position: 'no_commit' }))).toBe(false)
    expect(isBad(group, behind(0, 12, { memberId: null }))).toBe(true)
    expect(isBad(exampleGroup({ memberList: null }), behind(0, 12, { memberId: null }))).toBe(false)
  })

  it('never leave the time column empty', () => {
    expect(timeWords(behind(0, 0))).toBe('caught up')
    expect(
      timeWords(behind(0, 18, { position: 'purged', readableMessages: 8, lostMessages: 10 })),
    ).toBe('8 readable, 10 lost')
    expect(timeWords(behind(0, null, { position: 'no_commit' }))).toBe('never committed')
    expect(
      timeWords(behind(0, null, { reason: 'log end unknown: broker 2 does not answer' })),
    ).toBe('log end unknown: broker 2 does not answer')
    expect(timeWords(behind(0, 5, { lagSeconds: 123 }), 123).replaceAll('\u00a0', ' ')).toBe(
      '≥ 2 min 3 s',
    )
    expect(timeWords(behind(0, 5, { lagSeconds: null }))).toBe('time not known yet')
  })

  it('are unfolded up to 12 of a topic and 30 of all, the rest on request', () => {
    const rows = ['a', 'b', 'c', 'd'].flatMap((topic) =>
      Array.from({ length: 20 }, (_, partition) => behind(partition, 5, { topic })),
    )
    const shown = (all: boolean) =>
      unfolded(partitionsByTopic(rows), all).map((t) => t.shown.length)
    expect(shown(false)).toEqual([12, 12, 6, 0])
    expect(shown(true)).toEqual([20, 20, 20, 20])
  })

  it('give the time until loss to the commit nearest to its log start', () => {
    const near = behind(1, 50, { logStartOffset: '40', committedOffset: '50' })
    expect(nearestToLoss([behind(0, 10), near])).toBe(near)
    expect(nearestToLoss([behind(0, 10, { logStartOffset: null })])).toBeNull()
  })
})

describe('members of a group', () => {
  it('stand by lag, idle ones last', () => {
    const order = membersByLag([
      exampleMember({ memberId: 'idle', idle: true, lagMessages: null }),
      exampleMember({ memberId: 'few', lagMessages: 5 }),
      exampleMember({ memberId: 'many', lagMessages: 500 }),
    ])
    expect(order.map((member) => member.memberId)).toEqual(['many', 'few', 'idle'])
  })

  it('say their partitions as ranges, with the topic when they read several', () => {
    expect(ranges([5, 0, 1, 2, 8, 9])).toBe('0–2, 5, 8, 9')
    expect(assignmentWords(exampleMember())).toBe('0')
    const two = [
      { topic: 'a', partitions: [0, 1, 2] },
      { topic: 'b', partitions: [4] },
    ]
    expect(assignmentWords(exampleMember({ partitions: two }))).toBe('a 0–2; b 4')
  })
})
