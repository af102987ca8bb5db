import { describe, expect, it } from 'vitest'
import { toCsv } from './csv.ts'

const one = (value: unknown) => toCsv(['v'], [{ v: value }]).split('\r\n')[1]

describe('CSV', () => {
  it.each<[unknown, string, string]>([
    [null, '', 'unknown is empty, never 0'],
    [undefined, '', 'absent too'],
    [0, '0', 'zero is zero'],
    [-5, '-5', 'a negative number is no formula'],
    ['a,b', '"a,b"', 'a comma is quoted'],
    ['say "hi"', '"say ""hi"""', 'quotes are doubled'],
    ['a\nb', '"a\nb"', 'a line break stays inside its cell'],
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`, 'a formula is made text'],
    ['+1', "'+1", 'plus'],
    ['-1+1', "'-1+1", 'minus in text'],
    ['@SUM(A1)', "'@SUM(A1)", 'at'],
    ['\tx', "'\tx", 'tab'],
    [['orders', 'payments'], 'orders payments', 'a list is joined'],
    [['=x', 'y'], "'=x y", 'a list cannot begin a formula either'],
    [{ a: 1 }, '"{""a"":1}"', 'an object is JSON'],
  ])('%j → %j (%s)', (value, expected) => {
    expect(one(value)).toBe(expected)
  })

  it('has a header, CRLF everywhere and every row the same columns', () => {
    expect(toCsv(['a', 'b'], [{ b: 2 }, { a: 1, b: 3, c: 9 }])).toBe('a,b\r\n,2\r\n1,3\r\n')
  })
})
