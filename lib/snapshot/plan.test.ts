import { describe, expect, test } from 'vitest'
import { nextTickMs, type Plan, planOf } from './plan.ts'

type Due = Exclude<keyof Plan, 'sizes' | 'turn'>

const due = (sequence: number): Due[] => {
  const { sizes: _, turn: __, ...flags } = planOf(sequence, { everything: false })
  return (Object.keys(flags) as Due[]).filter((name) => flags[name])
}

describe('what a poll asks beside the lag', () => {
  const table: [sequence: number, asked: Due[], why: string][] = [
    [1, [], 'an odd tick asks nothing more'],
    [2, ['groups', 'reassignments'], 'every 2nd: new groups, moves'],
    [3, [], 'odd'],
    [4, ['groups', 'reassignments', 'logDirs', 'cluster', 'describes'], 'every 4th'],
    [10, ['groups', 'reassignments'], 'a 2nd that is no 4th'],
    [
      20,
      ['groups', 'reassignments', 'logDirs', 'cluster', 'describes', 'starts', 'configs'],
      'every 20th: the slow rows too',
    ],
    [21, [], 'odd again'],
  ]
  test.each(table)('tick %i asks %j: %s', (sequence, asked) => {
    expect(due(sequence)).toEqual(asked)
  })

  test('the first poll, and one asked for in full, ask everything', () => {
    const plan = planOf(7, { everything: true })
    const { turn: _, ...rest } = plan
    expect(rest).toEqual({
      groups: true,
      reassignments: true,
      logDirs: true,
      cluster: true,
      describes: true,
      starts: true,
      configs: true,
      sizes: 'all',
    })
  })

  test('replica sizes are asked of one broker a slow tick, in rotation', () => {
    const turns = [20, 40, 60, 80].map((s) => planOf(s, { everything: false }))
    expect(turns.map((p) => p.sizes)).toEqual(['turn', 'turn', 'turn', 'turn'])
    expect(turns.map((p) => p.turn % 3)).toEqual([1, 2, 0, 1])
    expect(planOf(4, { everything: false }).sizes).toBe('none')
  })
})

describe('the tick that fits a poll', () => {
  const table: [durationMs: number, tickMs: number, next: number, why: string][] = [
    [100, 15_000, 15_000, 'a quick poll keeps the tick'],
    [9_000, 15_000, 15_000, 'exactly 60 % still fits'],
    [9_001, 15_000, 30_000, 'more than 60 % doubles it'],
    [20_000, 30_000, 60_000, 'and again'],
    [10_000, 30_000, 30_000, 'a doubled tick stays while the half would be busy'],
    [4_000, 30_000, 15_000, 'and comes back when the half is easy'],
    [999_999, 240_000, 240_000, 'never beyond sixteenfold'],
  ]
  test.each(table)('a poll of %i ms at a tick of %i ms → %i ms: %s', (duration, tick, next) => {
    expect(nextTickMs(duration, tick, 15_000)).toBe(next)
  })
})
