import { describe, expect, it } from 'vitest'
import { runwaySeconds } from './runway.ts'

const HOUR = 3_600_000
const at = (hours: number): string => new Date(Date.UTC(2026, 0, 1) + hours * HOUR).toISOString()
type Points = Parameters<typeof runwaySeconds>[0]
const line = (start: number, perHour: number, hours: number): Points =>
  Array.from({ length: hours + 1 }, (_, h) => [at(h), start + h * perHour])

describe('until a disk is full', () => {
  it('goes on as it went', () => {
    expect(runwaySeconds(line(50, 1, 10))).toBe(40 * 3600)
  })

  it.each<[string, Points]>([
    ['a disk that does not fill', line(50, 0, 10)],
    ['a disk that empties', line(50, -1, 10)],
    ['a rise that is noise', line(50, 0.001, 24)],
    ['one point', [[at(0), 50]]],
    [
      'nothing known',
      [
        [at(0), null],
        [at(5), null],
      ],
    ],
    ['nothing at all', []],
    [
      'too short a watch',
      [
        [at(0), 50],
        [at(0.1), 60],
      ],
    ],
    ['more than a year', line(1, 0.0025, 24)],
  ])('says nothing of %s', (_, points) => {
    expect(runwaySeconds(points)).toBeNull()
  })

  it('leaves out what was not known instead of taking it for zero', () => {
    const points = line(50, 1, 10).map<Points[number]>(([t, v], i) => [t, i % 2 ? null : v])
    expect(runwaySeconds(points)).toBe(40 * 3600)
  })

  it('is zero for a disk that is full', () => {
    expect(runwaySeconds(line(90, 1, 10))).toBe(0)
  })
})
