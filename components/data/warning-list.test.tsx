import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { mergeWarnings, WarningList } from './warning-list'

const silent = {
  code: 'broker_unreachable',
  message: 'Broker 2 has not answered since 03:09:12. What only it knows reads —.',
  scope: { broker: 2 },
}

test('what is wrong with one broker is one line, however many warnings it has', () => {
  const disk = { code: 'disk_unknown', message: 'Its disk is not known', scope: { broker: 2 } }
  const other = { ...silent, message: 'Broker 3 is fenced', scope: { broker: 3 } }
  expect(mergeWarnings([silent, disk, other])).toEqual([
    {
      key: 'broker:2',
      title: 'Broker 2 has not answered since 03:09:12.',
      text: 'What only it knows reads —. Its disk is not known',
    },
    { key: 'broker:3', title: 'Broker 3 is fenced', text: '' },
  ])
})

test('a clause in brackets is not cut', () => {
  const fenced = { ...silent, message: 'Broker 3 is away (not registered: fenced); no disk' }
  expect(mergeWarnings([fenced])[0]?.title).toBe('Broker 3 is away (not registered: fenced);')
})

test('no warning draws nothing', () =>
  expect(renderToStaticMarkup(<WarningList warnings={[]} />)).toBe(''))

test('a warning has the dashed border of what is not known', () =>
  expect(renderToStaticMarkup(<WarningList warnings={[silent]} />)).toContain('border-dashed'))
