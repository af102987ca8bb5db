import { describe, expect, it } from 'vitest'
import { type Column, decodeChunk, encodeChunk } from './chunk.ts'

const column = (base: bigint, values: (number | null)[]): Column => ({
  base,
  values: Float64Array.from(values, (value) => value ?? Number.NaN),
})

const absolute = ({ base, values }: Column): (bigint | null)[] =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : base + BigInt(value)))

const roundTrip = (columns: Column[]) => decodeChunk(encodeChunk(columns)).map(absolute)

describe('a history chunk gives back', () => {
  it.each<[string, Column[]]>([
    ['no columns at all', []],
    ['columns of no polls', [column(5n, []), column(6n, [])]],
    ['one value', [column(2n ** 62n, [7])]],
    ['an offset near the end of int64', [column(2n ** 63n - 10n, [0, 3, 9])]],
    ['a value that never changes', [column(9n, [4, 4, 4, 4])]],
    ['a column that is never known', [column(0n, [null, null]), column(1n, [1, 2])]],
    ['unknown values at the start, between and at the end', [column(8n, [null, 1, null, 5, null])]],
    ['a value that falls below its base', [column(100n, [0, -40, 60, -99])]],
    ['steps of every size', [column(0n, [0, 1, 300, 70_000, 2 ** 33, 2 ** 50, -(2 ** 50)])]],
    ['more polls than fit in one byte of the mask', [column(0n, [...Array(19).keys(), null, 3])]],
  ])('%s', (_, columns) => expect(roundTrip(columns)).toEqual(columns.map(absolute)))

  it('any columns, whatever their steps and holes', () => {
    let seed = 42
    const random = () => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31
      return seed / 2 ** 31
    }
    for (let round = 0; round < 200; round++) {
      const length = Math.floor(random() * 300)
      const columns = Array.from({ length: Math.floor(random() * 14) }, () => {
        const size = 2 ** Math.floor(random() * 40)
        let value = 0
        const values = Array.from({ length }, () => {
          value += Math.floor((random() - 0.2) * size)
          return random() < 0.1 ? null : value
        })
        return column(BigInt(Math.floor(random() * 2 ** 50)), values)
      })
      expect(roundTrip(columns)).toEqual(columns.map(absolute))
    }
  })
})

describe('a history chunk', () => {
  it('costs at most two bytes a value for steps below 4,096', () => {
    let value = 0
    const columns = Array.from({ length: 6 }, (_, c) =>
      column(
        10n ** 12n,
        Array.from({ length: 240 }, (_, i) => {
          value += ((i * 2654435761 + c * 40503) >>> 4) % 4096
          return value
        }),
      ),
    )
    expect(encodeChunk(columns).length).toBeLessThan(6 * 240 * 2)
  })

  it('of an idle topic is a few bytes, however long', () => {
    expect(encodeChunk([column(10n ** 9n, Array(240).fill(3))]).length).toBeLessThan(20)
  })

  it('that is cut short is refused, not read as something else', () => {
    const bytes = encodeChunk([column(0n, [1, 5, 900, 2])])
    for (let end = 0; end < bytes.length; end++) {
      expect(() => decodeChunk(bytes.subarray(0, end))).toThrow()
    }
  })

  it('of another version is refused', () => {
    const bytes = encodeChunk([column(0n, [1])])
    bytes[0] = 9
    expect(() => decodeChunk(bytes)).toThrow('unknown version')
  })

  it('keeps a leap too large for a double as unknown rather than wrong', () => {
    expect(roundTrip([column(0n, [0, 2 ** 53 - 2, 1])])).toEqual([[0n, null, 1n]])
  })
})
