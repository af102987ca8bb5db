import { expect, test } from 'vitest'
import { releaseOf } from './versions.ts'

const speaking = (maxVersion: number) => ({
  apiKeys: [],
  supportedFeatures: [
    { name: 'group.version', minVersion: 0, maxVersion: 1 },
    { name: 'metadata.version', minVersion: 1, maxVersion },
  ],
})

test.each([
  [30, '4.3'],
  [29, '4.2'],
  [27, '4.1'],
  [25, '4.0'],
  [21, '3.9'],
  [20, '3.8'],
  [19, '3.7'],
  [14, '3.6'],
  [31, '4.3+'],
])('metadata.version %i is the software of Kafka %s', (level, release) => {
  expect(releaseOf(speaking(level))).toBe(release)
})

test('a cluster not yet finalised after an upgrade is named by its software', () => {
  const answer = {
    ...speaking(30),
    finalizedFeatures: [{ name: 'metadata.version', maxVersionLevel: 21, minVersionLevel: 21 }],
  }
  expect(releaseOf(answer)).toBe('4.3')
})

test('a broker that does not say has no known release', () => {
  expect(releaseOf({ apiKeys: [] })).toBeNull()
})

test('in ZooKeeper mode the release is told by what the broker speaks', () => {
  const speaks = (apiKey: number, maxVersion: number) => ({ apiKey, minVersion: 0, maxVersion })
  expect(releaseOf({ apiKeys: [speaks(2, 9), speaks(16, 5)] })).toBe('3.9')
  expect(releaseOf({ apiKeys: [speaks(2, 8), speaks(16, 4), speaks(9, 9)] })).toBe('3.7')
})
