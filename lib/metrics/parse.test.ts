import { expect, test } from 'vitest'
import { parseExposition } from './parse.ts'

test.each<[string, string, Record<string, string>, number]>([
  ['up 1', 'up', {}, 1],
  ['up{} 1', 'up', {}, 1],
  ['a:b_c{x="1"} 2.5e3', 'a:b_c', { x: '1' }, 2500],
  ['m{a="1",b="2",} -0.5', 'm', { a: '1', b: '2' }, -0.5],
  ['m{a="1", b = "2" } 3', 'm', { a: '1', b: '2' }, 3],
  ['m{a="q\\"uo\\\\te\\nd"} 1', 'm', { a: 'q"uo\\te\nd' }, 1],
  ['m{a="}, b=\\"c\\" # "} 1', 'm', { a: '}, b="c" # ' }, 1],
  ['m{a="é/ü"} 1', 'm', { a: 'é/ü' }, 1],
  ['m{a="\\\\n"} 1', 'm', { a: '\\n' }, 1],
  ['m 1 1700000000000', 'm', {}, 1],
  ['m_total 7 # {trace_id="a b"} 0.5 1700000000.1', 'm_total', {}, 7],
  ['m{a="1"} 7 1700000000 # {} 1', 'm', { a: '1' }, 7],
  ['m +Inf', 'm', {}, Infinity],
  ['m -Inf', 'm', {}, -Infinity],
  ['m NaN', 'm', {}, Number.NaN],
  ['m\t9\r', 'm', {}, 9],
])('%j is read', (line, name, labels, value) => {
  expect(parseExposition(line)).toEqual([{ name, labels, value }])
})

test('comments, types and empty lines are no samples', () => {
  expect(parseExposition('# HELP a b\n# TYPE a counter\n\n# EOF\n')).toEqual([])
})

test.each([
  '<html><body>404</body></html>',
  '{"status":"success"}',
  'm',
  'm{a="1" 1',
  'm{a=1} 1',
  'm{a="1"}',
  'm one',
])('%j is refused with its line', (line) => {
  expect(() => parseExposition(`ok 1\n${line}`)).toThrow(/^line 2/)
})

test('only the names asked for are read', () => {
  const text = 'a 1\nb{broken 2\na{x="1"} 3'
  expect(parseExposition(text, (name) => name === 'a').map((sample) => sample.value)).toEqual([
    1, 3,
  ])
})
