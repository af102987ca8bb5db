import { expect, test } from 'vitest'
import { nearLabels, placeLabels } from './place-labels.ts'

const at = (...heights: number[]) =>
  heights.map((y, index) => ({ text: String(index), y, fill: 'x' }))
const apart = (labels: { y: number }[]) =>
  labels.every((label, index) => index === 0 || label.y - (labels[index - 1]?.y ?? 0) >= 13)

test('labels that would cover each other step apart and keep their order', () => {
  const placed = placeLabels(at(50, 52, 51), 0, 200)
  expect(placed.map((label) => label.text)).toEqual(['0', '2', '1'])
  expect(apart(placed)).toBe(true)
})

test('labels at the ground move up instead of out of the plot', () => {
  const placed = placeLabels(at(198, 199, 200), 0, 200)
  expect(apart(placed)).toBe(true)
  expect(Math.max(...placed.map((label) => label.y))).toBeLessThanOrEqual(200)
})

test('labels far apart stay where they are', () =>
  expect(placeLabels(at(20, 100), 0, 200).map((label) => label.y)).toEqual([20, 100]))

test('what has no room is left out, the first ones stay', () =>
  expect(placeLabels(at(1, 2, 3, 4), 0, 26).map((label) => label.text)).toEqual(['0', '1', '2']))

test('a label that would stand beside another line is left out, a threshold never', () => {
  const crowd = at(196, 197, 198, 199, 200).map((label) => ({ ...label, text: `s${label.text}` }))
  const placed = nearLabels(at(190), crowd, 0, 200)
  expect(placed.some((label) => label.text === '0')).toBe(true)
  expect(placed.length).toBeLessThan(4)
  expect(apart(placed)).toBe(true)
})
