import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Waterline } from './waterline'

const marks = {
  topic: 'orders.created',
  partition: 3,
  logStartOffset: '0',
  committedOffset: '91208113',
  logEndOffset: '91309353',
  position: 'behind' as const,
}

describe('Waterline', () => {
  it('is one picture with its words as name, and no style attribute that the page policy would refuse', () => {
    const html = renderToStaticMarkup(<Waterline marks={marks} worstLag={101_240} />)
    expect(html).toContain('role="img"')
    expect(html.replaceAll('\u00a0', ' ')).toContain(
      'aria-label="orders.created-3: 101,240 behind, 0.1 % of the log; committed 91,208,113, log from 0 to 91,309,353."',
    )
    expect(html).not.toContain('style=')
  })

  it('moves a sliver of lag to at least 3 px before the log end', () => {
    const html = renderToStaticMarkup(
      <Waterline
        marks={{ ...marks, committedOffset: '599999999', logEndOffset: '600000000' }}
        worstLag={100_000}
      />,
    )
    expect(html).toContain('transform="translate(-3.00 0)"')
  })

  it('draws unknown hatched, and caught up without a hatch', () => {
    const unknown = renderToStaticMarkup(
      <Waterline
        marks={{ ...marks, logEndOffset: null, position: 'end_unknown' }}
        worstLag={1}
        reason="broker 2 does not answer"
      />,
    )
    expect(unknown).toContain('<pattern')
    expect(unknown).toContain('broker 2 does not answer')
    const caughtUp = renderToStaticMarkup(
      <Waterline
        marks={{ ...marks, committedOffset: '91309353', position: 'caught_up' }}
        worstLag={1}
      />,
    )
    expect(caughtUp).not.toContain('<pattern')
  })

  it('draws lost records apart from readable ones', () => {
    const html = renderToStaticMarkup(
      <Waterline
        marks={{
          ...marks,
          logStartOffset: '12',
          committedOffset: '2',
          logEndOffset: '20',
          position: 'purged',
        }}
        worstLag={18}
      />,
    )
    expect(html).toContain('stroke-critical')
    expect(html).toContain('8 readable, 10 lost')
  })
})
