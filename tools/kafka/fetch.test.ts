import { describe, expect, it } from 'vitest'
import { brokerProperties, logDirNames } from './broker-config.ts'
import { javaMajor } from './fetch.ts'
import { brokerIdsOf } from './metadata.ts'

describe('the Java that is installed', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_402"', 8],
    ['openjdk version "21" 2023-09-19', 21],
    ['no such thing', null],
  ])('%s', (text, major) => {
    expect(javaMajor(text)).toBe(major)
  })
})

describe('a local broker', () => {
  const ports = (id: number) => ({
    id,
    port: 100 + id,
    controllerPort: 200 + id,
    metricsPort: null,
  })
  it('listens on 127.0.0.1 only, in a rack of its own', () => {
    const text = brokerProperties(ports(2), [1, 2, 3].map(ports), ['/d'])
    expect(text).toContain('listeners=PLAINTEXT://127.0.0.1:102,CONTROLLER://127.0.0.1:202\n')
    expect(text).toContain('broker.rack=az2\n')
    expect(text).toContain('min.insync.replicas=2\n')
  })
  it('asks for no more copies than there are brokers', () => {
    expect(brokerProperties(ports(1), [ports(1)], ['/d'])).toContain(
      'default.replication.factor=1\n',
    )
  })
  it('takes a property that is given over its own', () => {
    const text = brokerProperties(ports(1), [ports(1)], ['/d'], { 'num.partitions': '1' })
    expect(text.match(/^num\.partitions=.*$/gm)).toEqual(['num.partitions=1'])
  })
  it('has as many log folders as asked for', () => {
    expect(logDirNames(3, 2)).toEqual(['data-3', 'data-3-2'])
  })
})

describe('a Metadata answer', () => {
  it('gives the ids of the brokers, with and without a rack', () => {
    const broker = (id: number, rack: string | null) => {
      const bytes = Buffer.alloc(4 + 2 + 1 + 4 + 2 + (rack?.length ?? 0))
      bytes.writeInt32BE(id, 0)
      bytes.writeInt16BE(1, 4)
      bytes.write('h', 6)
      bytes.writeInt16BE(rack?.length ?? -1, 11)
      if (rack) bytes.write(rack, 13)
      return bytes
    }
    const head = Buffer.alloc(12)
    head.writeInt32BE(2, 8)
    expect(brokerIdsOf(Buffer.concat([head, broker(3, 'az3'), broker(1, null)]))).toEqual([1, 3])
  })
})
