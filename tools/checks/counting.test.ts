import { describe, expect, it } from 'vitest'
import { countPlaywright, countStep, countVitest, exitCodeOf, sumCounts } from './counting.ts'

describe('the closing count', () => {
  it('counts a test file that could not even be loaded', () => {
    const report = {
      numPassedTests: 4,
      numFailedTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}] },
      ],
    }
    expect(countVitest(report)).toEqual({ passed: 4, failed: 2 })
  })
  it('counts a flaky browser test as passed and an error outside tests as failed', () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1 }
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 2 })
  })
  it.each([
    ['a tool that succeeds is one check', 0, 'none', { passed: 1, failed: 0 }],
    ['a tool that fails is one failure', 1, 'none', { passed: 0, failed: 1 }],
    ['a runner that could not be run is a failure', null, 'missing', { passed: 0, failed: 1 }],
    [
      'a runner without report is a failure though it says 0',
      0,
      'missing',
      { passed: 0, failed: 1 },
    ],
    [
      'a runner that ran nothing is a failure',
      0,
      { passed: 0, failed: 0 },
      { passed: 0, failed: 1 },
    ],
    [
      'a runner that fails and names nothing',
      1,
      { passed: 9, failed: 0 },
      { passed: 9, failed: 1 },
    ],
    ['a runner that says what failed', 1, { passed: 9, failed: 2 }, { passed: 9, failed: 2 }],
  ] as const)('%s', (_, code, report, count) => {
    expect(countStep(code, report)).toEqual(count)
  })
  it('is red when nothing ran at all', () => {
    expect(exitCodeOf(sumCounts([]))).toBe(1)
    expect(exitCodeOf({ passed: 2, failed: 1 })).toBe(1)
    expect(exitCodeOf({ passed: 2, failed: 0 })).toBe(0)
  })
})
