import { describe, expect, it } from 'vitest'
import {
  listScale,
  prepareWaterline,
  sharedScale,
  type WaterlineInput,
  type WaterlineModel,
  type WaterlineOptions,
  worstLagOf,
} from './prepare-waterline.ts'
import { lagSumWords, waterlineWords } from './waterline-words.ts'

const marks = (
  start: string | null,
  committed: string | null,
  end: string | null,
  position = 'behind',
): WaterlineInput => ({
  topic: 'orders.created',
  partition: 3,
  logStartOffset: start,
  committedOffset: committed,
  logEndOffset: end,
  position,
})

const drawn = (input: WaterlineInput, options: WaterlineOptions) => {
  const model = prepareWaterline(input, options)
  if (model.kind !== 'log') throw new Error(`hatched: ${model.words}`)
  return model as Extract<WaterlineModel, { kind: 'log' }>
}

describe('places on the track', () => {
  it('puts the worst lag in the middle of the linear part, for its partitions share twice its size', () => {
    const model = drawn(marks('0', '999900000', '1000000000'), { worstLag: 100_000 })
    expect(model.mark).toEqual({ part: 'linear', at: 0.5 })
    expect(model.broken).toBe(true)
    expect(model.logStart).toEqual({ part: 'rest', at: 0 })
  })

  it('stays linear with 600,000,000 records of log, where a plain scale would show a sliver', () => {
    const at = (lag: number) =>
      drawn(marks('0', String(600_000_000 - lag), '600000000'), { worstLag: 100_000 }).mark?.at
    expect(at(100_000)).toBeCloseTo(0.5, 6)
    expect(at(50_000)).toBeCloseTo(0.75, 6)
    expect(at(1)).toBeCloseTo(0.999995, 6)
  })

  it('crosses the break at twice the worst lag and reaches the left end at the log start', () => {
    const place = (committed: string) =>
      drawn(marks('0', committed, '600000000'), { worstLag: 100_000 }).mark
    expect(place('599800000')).toEqual({ part: 'linear', at: 0 })
    expect(place('599799999')).toEqual({ part: 'rest', at: 0.999999 })
    expect(place('299900000')).toEqual({ part: 'rest', at: 0.5 })
    expect(place('0')).toEqual({ part: 'rest', at: 0 })
  })

  it('does not lose precision beyond 2^53, where numbers would', () => {
    const end = 9_007_199_254_741_993n
    const model = drawn(marks('0', String(end - 1n), String(end)), { worstLag: 1 })
    expect(model.mark).toEqual({ part: 'linear', at: 0.5 })
    expect(worstLagOf([marks('0', String(end - 3n), String(end))])).toBe(3)
  })

  it('has no break when the whole log fits in the linear part', () => {
    const model = drawn(marks('100', '150', '200'), { worstLag: 100 })
    expect(model.broken).toBe(false)
    expect(model.logStart).toEqual({ part: 'linear', at: 0.5 })
  })

  it('leaves the left edge open while the log start is unknown', () => {
    const model = drawn(marks(null, '150', '200'), { worstLag: 50 })
    expect(model.logStart).toBeNull()
    expect(model.broken).toBe(true)
  })

  it('has no mark of its own when caught up: commit and log end are one place', () => {
    const model = drawn(marks('0', '200', '200', 'caught_up'), { worstLag: 50 })
    expect([model.mark, model.unreadFrom, model.tone]).toEqual([null, null, 'lag'])
  })

  it('turns to warning within 24 h of the log start, and not before', () => {
    const tone = (retentionSeconds: number | null) =>
      drawn(marks('0', '100', '900'), { worstLag: 800, retentionSeconds }).tone
    expect(tone(86_401)).toBe('lag')
    expect(tone(86_400)).toBe('warning')
    expect(tone(null)).toBe('lag')
  })

  it('draws what is lost apart from what is readable once the log start has passed the commit', () => {
    const model = drawn(marks('12', '2', '20', 'purged'), { worstLag: 18 })
    expect(model.tone).toBe('critical')
    expect(model.unreadFrom).toEqual(model.logStart)
    expect(model.lostFrom).toEqual({ part: 'linear', at: 0.5 })
  })

  it('believes a share group’s lag, not its lazily stored start offset', () => {
    const share = { ...marks('0', '391', '1000'), lagMessages: 90 }
    expect(worstLagOf([share])).toBe(90)
    expect(drawn(share, { worstLag: 90 }).mark).toEqual({ part: 'linear', at: 0.5 })
    expect(waterlineWords(share)).toContain('90 behind')
  })

  it('places a second mark on the same scale for a preview', () => {
    const model = drawn(marks('0', '900', '1000'), { worstLag: 200, ghostOffset: '800' })
    expect(model.ghost).toEqual({ part: 'linear', at: 0.5 })
  })

  it.each([
    ['no commit', marks('0', null, '10', 'no_commit')],
    ['no end', marks('0', '5', null, 'end_unknown')],
    ['no topic', marks(null, '5', null, 'topic_missing')],
    ['a commit past the end', marks('0', '15', '10', 'ahead')],
    ['marks that contradict the position', marks('0', '15', '10', 'caught_up')],
  ])('is hatched, never empty, for %s', (_, input) => {
    expect(prepareWaterline(input, { worstLag: 1 }).kind).toBe('unknown')
  })
})

describe('the shared scale', () => {
  it('is the worst known lag, lost records included, and at least one record', () => {
    expect(worstLagOf([])).toBe(1)
    expect(worstLagOf([marks('12', '2', '20', 'purged'), marks('0', '4', '9')])).toBe(18)
    expect(
      worstLagOf([marks('0', '15', '10', 'ahead'), marks('0', '5', null, 'end_unknown')]),
    ).toBe(1)
  })
})

describe('a scale whose logs are all short', () => {
  const scaled = (input: WaterlineInput, rows = [input]) => drawn(input, sharedScale(rows))

  it('takes the whole width for the longest log, since nothing is left to compress', () => {
    const long = marks('0', '400', '1000')
    const model = scaled(long, [long, marks('0', '450', '600')])
    expect([model.whole, model.broken, model.logStart?.at, model.mark?.at]).toEqual([
      true,
      false,
      0,
      0.4,
    ])
  })

  it('keeps the break as long as one log is longer than twice the worst lag, or a log start is unknown', () => {
    const short = marks('0', '950', '1000')
    expect(sharedScale([short]).longestLog).toBeNull()
    expect(sharedScale([marks('0', '400', '1000'), marks(null, '5', '9')]).longestLog).toBeNull()
  })

  it('has room for what is lost before the log start', () => {
    const model = scaled(marks('12', '2', '20', 'purged'))
    expect([model.whole, model.lostFrom?.at]).toEqual([true, 0])
    expect(model.logStart?.at).toBeCloseTo(10 / 18, 5)
  })
})

describe('the scale of a list', () => {
  it('is the critical lag for all rows, so that they compare', () => {
    const own = { worstLag: 100_000, longestLog: null }
    expect(listScale(marks('0', '91208113', '91309353'))).toEqual(own)
    expect(listScale(marks(null, '5', null, 'end_unknown'))).toEqual(own)
  })

  it('is a short log’s own length, and shows what is lost', () => {
    expect(listScale(marks('0', '910', '1000')).longestLog).toBe(1000)
    expect(listScale(marks('12', '2', '20', 'purged')).longestLog).toBe(18)
  })
})

describe('the words of a waterline', () => {
  it('say what the picture shows', () => {
    const words = [
      waterlineWords(marks('0', '91208113', '91309353')),
      waterlineWords(marks('0', '599999999', '600000000')),
      waterlineWords(marks('0', '91309353', '91309353', 'caught_up')),
      waterlineWords(marks('0', '100', '900'), { retentionSeconds: 7_800 }),
      waterlineWords(marks('12', '2', '20', 'purged')),
      waterlineWords(marks(null, '5', '9')),
      waterlineWords(marks('0', null, '10', 'no_commit')),
      waterlineWords(marks('0', '5', null, 'end_unknown'), {
        reason: 'log end unknown: broker 2 does not answer',
      }),
      waterlineWords(marks('0', '1000', '20', 'ahead')),
      waterlineWords(marks(null, '5', null, 'topic_missing')),
      waterlineWords(marks('0', '900', '1000'), { ghostOffset: '800' }),
    ].map((line) => line.replaceAll('\u00a0', ' '))
    expect(words).toMatchInlineSnapshot(`
      [
        "orders.created-3: 101,240 behind, 0.1 % of the log; committed 91,208,113, log from 0 to 91,309,353.",
        "orders.created-3: 1 behind, < 0.1 % of the log; committed 599,999,999, log from 0 to 600,000,000.",
        "orders.created-3: caught up; log from 0 to 91,309,353.",
        "orders.created-3: 800 behind, 89 % of the log; committed 100, log from 0 to 900. At present rates unread records are lost in 2 h 10 min.",
        "orders.created-3: 8 readable, 10 lost; committed 2, log from 12 to 20.",
        "orders.created-3: 4 behind; committed 5, log end 9, log start unknown.",
        "orders.created-3: lag unknown, no committed offset; log from 0 to 10.",
        "orders.created-3: lag unknown, log end unknown: broker 2 does not answer; committed 5.",
        "orders.created-3: lag unknown, committed 980 past the log end, the log was truncated or the topic recreated; committed 1,000, log from 0 to 20.",
        "orders.created-3: lag unknown, the topic does not exist; committed 5.",
        "orders.created-3: 100 behind, 10 % of the log; committed 900, log from 0 to 1,000. After the reset: 800.",
      ]
    `)
  })

  it('never call a partial sum a sum', () => {
    expect(lagSumWords(104_636, false)).toBe('at least 104,636')
    expect(lagSumWords(104_636, true)).toBe('104,636')
    expect(lagSumWords(null, false)).toBe('—')
  })
})
