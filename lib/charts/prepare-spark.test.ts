import { expect, test } from 'vitest'
import { sparkPaths } from './prepare-spark.ts'

test('a gap breaks the line instead of being joined across', () => {
  const { lines } = sparkPaths([1, 2, null, null, 2, 1], 100, 24, null)
  expect(lines).toHaveLength(2)
})

test('a value alone between two gaps is still drawn', () => {
  const { lines, dots } = sparkPaths([null, 4, null, 1, 1], 100, 24, null)
  expect(lines).toHaveLength(1)
  expect(dots).toEqual([[25, 2]])
})

test('nothing known draws nothing, not a line at zero', () =>
  expect(sparkPaths([null, null], 100, 24, 10)).toEqual({ lines: [], dots: [], thresholdY: null }))

test('an always-zero series lies on the ground', () =>
  expect(sparkPaths([0, 0], 100, 24, null).lines).toEqual(['0,22 100,22']))

test('a near threshold is part of the scale, a far one does not flatten the line', () => {
  expect(sparkPaths([60, 80], 100, 24, 100).thresholdY).not.toBeNull()
  expect(sparkPaths([1, 2], 100, 24, 10_000).thresholdY).toBeNull()
})
