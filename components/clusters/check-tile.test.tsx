import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Check } from '@/lib/clusters/schema'
import { CheckStrip } from './check-strip'
import { CheckTile } from './check-tile'

const disk: Check = {
  check: 'broker_disk',
  status: 'ok',
  since: null,
  value: 52,
  atLeast: false,
  warning: 75,
  critical: null,
  unit: 'percent',
  source: 'protocol',
  observedAt: '2026-11-24T03:09:00Z',
  reason: null,
  offenders: [],
  offenderCount: 0,
}
const draw = (change: Partial<Check>) =>
  renderToStaticMarkup(
    <CheckTile check={{ ...disk, ...change }} clusterId="c" spark={[50, null, 52]} />,
  ).replaceAll('\u00a0', ' ')

test('an unknown check is a dash in a dashed frame with its reason, never a zero', () => {
  const html = draw({ status: 'unknown', value: null, reason: 'broker 2 does not answer' })
  expect(html).toContain('Unknown')
  expect(html).toContain('outline-dashed')
  expect(html).toContain('broker 2 does not answer')
  expect(html).toMatch(/text-2xl[^>]*><span[^>]*>—</)
  expect(html).not.toMatch(/text-2xl[^>]*><span[^>]*>0/)
})

test('OK carries no chip, so that it can never be taken for unknown', () => {
  const html = draw({})
  expect(html).not.toContain('OK')
  expect(html).not.toContain('outline-dashed')
})

test('what is not measured says so and what to do, and has no source', () => {
  const reason = 'not measured: add a metrics endpoint'
  const html = draw({ status: 'not_measured', value: null, source: null, reason })
  expect(html).toContain(reason)
  expect(html).toContain('no source')
})

test('an offender is a link to its page', () => {
  const offender = { kind: 'broker', name: '3', topic: null, partition: null } as const
  const full = { ...offender, value: 91, text: '91 % used', status: 'warning' } as const
  const html = draw({ status: 'warning', value: 91, offenders: [full], offenderCount: 1 })
  expect(html).toContain('href="/clusters/c/brokers/3"')
  expect(html).toContain('Warning')
})

test('a tile carries no style attribute: the content policy would refuse it', () =>
  expect(draw({ status: 'critical' })).not.toContain('style='))

test('each cell of the strip says its check in words', () => {
  const html = renderToStaticMarkup(<CheckStrip checks={[{ ...disk, status: 'critical' }]} />)
  expect(html).toContain('Disk of brokers: Critical')
})
