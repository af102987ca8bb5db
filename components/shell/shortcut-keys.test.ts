import { describe, expect, test } from 'vitest'
import { keyAction } from './shortcut-keys'

const press = (key: string, modifiers = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...modifiers,
})
const idle = { typing: false, inDialog: false, on: true, chord: false }

describe('single keys are dead', () => {
  test.each([
    ['while typing', { ...idle, typing: true }],
    ['in a dialog', { ...idle, inDialog: true }],
    ['when they are switched off', { ...idle, on: false }],
  ])('%s', (_, state) => {
    for (const key of ['j', 'k', 'r', '.', 't', '/', '?', 'g']) {
      expect(keyAction(press(key), state)).toBeNull()
    }
  })
  test("with a modifier, so that the browser's own keys stay", () =>
    expect(keyAction(press('r', { ctrlKey: true }), idle)).toBeNull())
})

test.each([{ ctrlKey: true }, { metaKey: true }])('Ctrl or ⌘ K works even while typing', (held) =>
  expect(keyAction(press('k', held), { ...idle, typing: true, on: false })).toEqual({
    kind: 'palette',
  }),
)

test('g and a letter go to a page, the letter alone does not', () => {
  expect(keyAction(press('t'), { ...idle, chord: true })).toEqual({ kind: 'go', to: 'topics' })
  expect(keyAction(press('t'), idle)).toEqual({ kind: 'press', target: 'range' })
  expect(keyAction(press('b'), idle)).toBeNull()
})

test('j and k step through rows', () => {
  expect(keyAction(press('j'), idle)).toEqual({ kind: 'row', step: 1 })
  expect(keyAction(press('k'), idle)).toEqual({ kind: 'row', step: -1 })
})
