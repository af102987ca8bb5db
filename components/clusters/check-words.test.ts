import { describe, expect, test } from 'vitest'
import type { Check } from '@/lib/clusters/schema'
import { checkRule, checkValue, offenderHref, offenderName, sourceWords } from './check-words'

const lag: Check = {
  check: 'consumer_lag',
  status: 'ok',
  since: null,
  value: 104_636,
  atLeast: false,
  warning: 10_000,
  critical: 100_000,
  unit: 'messages',
  source: 'protocol',
  observedAt: null,
  reason: null,
  offenders: [],
  offenderCount: 0,
}
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test('a lower bound is marked as one', () =>
  expect(plain(checkValue({ ...lag, atLeast: true }).value)).toBe('≥ 104.6k'))

test('an unknown value is a dash, even where it is a lower bound', () =>
  expect(checkValue({ ...lag, value: null, atLeast: true }).value).toBe('—'))

describe('the rule beside a value', () => {
  test.each<[Partial<Check>, string, string]>([
    [{}, 'warning over 10k', 'names the level that comes next'],
    [{ status: 'warning' }, 'over 10k', 'names the level that was crossed'],
    [{ status: 'critical' }, 'over 100k', 'names the higher level when that was crossed'],
    [{ status: 'pending', reason: '58 s of 5 min allowed' }, '58 s of 5 min allowed', 'the wait'],
    [
      { status: 'not_measured', reason: 'not measured: add a metrics endpoint' },
      'not measured: add a metrics endpoint',
      'what to do',
    ],
    [{ check: 'active_controller', unit: 'controllers', value: 1 }, 'must be 1', 'exactly one'],
    [{ check: 'offline_partitions', unit: 'partitions' }, 'none allowed', 'no allowance'],
  ])('%j: %s (%s)', (change, text) => expect(checkRule({ ...lag, ...change })).toBe(text))
})

test('a source is named as people know it', () => {
  expect(sourceWords('protocol+jmx')).toBe('protocol, JMX')
  expect(sourceWords(null)).toBe('no source')
})

test('every kind of offender leads to its page', () => {
  const one = {
    kind: 'group',
    name: 'a/b',
    topic: 't',
    partition: 3,
    value: null,
    text: '',
  } as const
  const status = 'critical' as const
  expect(offenderHref('c', { ...one, status })).toBe('/clusters/c/groups/a%2Fb')
  expect(offenderHref('c', { ...one, kind: 'partition', status })).toBe('/clusters/c/topics/t')
  expect(offenderHref('c', { ...one, kind: 'log_dir', name: '2', status })).toBe(
    '/clusters/c/brokers/2',
  )
  expect(offenderName({ ...one, kind: 'partition', status })).toBe('t-3')
})
