import { describe, expect, it } from 'vitest'
import type { BrokerItem } from '@/lib/brokers/schema'
import { brokerState, brokersHeadline, skewPercent } from './broker-words'

const broker = (changes: Partial<BrokerItem> = {}): BrokerItem => ({
  id: 1,
  host: '10.0.0.1',
  port: 9092,
  rack: 'az1',
  reachable: true,
  fenced: false,
  isController: false,
  leaders: 10,
  replicas: 30,
  outOfSync: 0,
  notPreferred: 0,
  logDirs: [],
  diskTotalBytes: 100,
  diskUsedBytes: 50,
  diskUsedPercent: 50,
  diskObservedAt: null,
  diskLastPercent: null,
  diskRunwaySeconds: null,
  requestP99Ms: null,
  requestP99Reason: null,
  requestP99Source: null,
  roundTripMs: 2,
  bytesInPerSecond: null,
  bytesOutPerSecond: null,
  handlerIdleRatio: null,
  lastAnsweredAt: null,
  failingSince: null,
  failure: null,
  ...changes,
})

describe('the state of a broker', () => {
  const dir = { path: '/d', totalBytes: null, usedBytes: null, usedPercent: null }
  it.each([
    ['fenced is critical', { fenced: true, reachable: false }, 'critical'],
    [
      'an offline log dir is critical',
      { logDirs: [{ ...dir, error: 'KAFKA_STORAGE_ERROR' }] },
      'critical',
    ],
    ['silence is unknown, never up', { reachable: false }, 'unknown'],
    [
      'silence with replicas that fell behind is critical',
      { reachable: false, outOfSync: 14 },
      'critical',
    ],
    ['not asked yet is unknown, never up', { reachable: null }, 'unknown'],
    ['75 % is not over 75 %', { diskUsedPercent: 75 }, 'ok'],
    ['over 75 % is a warning', { diskUsedPercent: 75.1 }, 'warning'],
    ['p99 over 100 ms is a warning', { requestP99Ms: 101 }, 'warning'],
    ['replicas out of sync are a warning', { outOfSync: 2 }, 'warning'],
  ])('%s', (_, changes, status) => expect(brokerState(broker(changes)).status).toBe(status))
})

it('the sentence says how many answer and names the worst with the reason', () => {
  const silent = broker({ id: 2, reachable: false, failure: 'did not answer within 5 s' })
  const line = brokersHeadline([broker(), silent, broker({ id: 3 })])
  expect(`${line.text} ${line.emphasis}`.replaceAll('\u00a0', ' ')).toBe(
    '2 of 3 brokers are answering. Broker 2: not answering: did not answer within 5 s.',
  )
})

it('skew is against the mean of what is known, and small differences are none', () => {
  expect(skewPercent(20, [10, 20, 30])).toBeNull()
  expect(skewPercent(30, [10, 20, 30])).toBe(50)
  expect(skewPercent(30, [30, null])).toBeNull()
  expect(skewPercent(null, [10, 20])).toBeNull()
})
