import * as library from '@platformatic/kafka'
import { describe, expect, test } from 'vitest'
import { readListOffsets } from './list-offsets.ts'
import { readMetadata } from './metadata.ts'
import { readOffsetFetch } from './offset-fetch.ts'

const { Reader, Writer } = library

/**
 * The bodies below are written field by field as Kafka's message definitions say; where the library
 * has the same message its own parser reads the same bytes, so that the two can be compared.
 */
const bytesOf = (writer: library.Writer): Buffer => Buffer.from(writer.buffer)
const readerOf = (bytes: Buffer) => Reader.from(bytes)

/** The library throws on error codes, keeping the whole answer aside. */
function parsed<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    return (error as { response: T }).response
  }
}

const ids = (w: library.Writer, list: number[]) =>
  w.appendArray(list, (inner, id) => inner.appendInt32(id), true, false)

describe('Metadata v12', () => {
  const partition = (index: number, error: number, leader: number, isr: number[]) => ({
    index,
    error,
    leader,
    isr,
  })
  const body = Writer.create()
    .appendInt32(7)
    .appendArray([1, 2, 300_000], (w, id) =>
      w
        .appendInt32(id)
        .appendString(`b${id}`)
        .appendInt32(9092)
        .appendString(id === 1 ? 'az1' : null),
    )
    .appendString('cluster-é')
    .appendInt32(2)
    .appendArray(['orders', 'gone'], (w, name) =>
      w
        .appendInt16(name === 'gone' ? 3 : 0)
        .appendString(name)
        .appendUUID('01234567-89ab-cdef-0123-456789abcdef')
        .appendBoolean(name === 'gone')
        .appendArray(
          name === 'gone'
            ? []
            : [
                partition(0, 0, 1, [1, 2]),
                partition(1, 5, -1, []),
                partition(2, 0, 300_000, [1, 2]),
              ],
          (p, item) => {
            p.appendInt16(item.error)
              .appendInt32(item.index)
              .appendInt32(item.leader)
              .appendInt32(4)
            ids(p, [1, 2])
            ids(p, item.isr)
            ids(p, item.leader < 0 ? [1, 2] : [])
          },
        )
        .appendInt32(-2147483648),
    )
    .appendTaggedFields()

  test('is read as the library reads it, error codes and all', () => {
    const bytes = bytesOf(body)
    const expected = parsed(() => library.metadataV12.parseResponse(0, 3, 12, readerOf(bytes)))
    const { throttleTimeMs: _, ...answer } = expected
    const topics = answer.topics.map(({ topicAuthorizedOperations: __, partitions, ...topic }) => ({
      ...topic,
      partitions: partitions.map((p) => ({
        partition: p.partitionIndex,
        leader: p.leaderId,
        leaderEpoch: p.leaderEpoch,
        replicas: p.replicaNodes,
        isr: p.isrNodes,
        offlineReplicas: p.offlineReplicas,
        startOffset: null,
        endOffset: null,
        sizeBytes: null,
      })),
    }))
    expect(readMetadata(bytes)).toEqual({ ...answer, topics })
  })

  test('shares equal lists of brokers, which thousands of partitions have in common', () => {
    const [first, , third] = readMetadata(bytesOf(body)).topics[0]?.partitions ?? []
    expect(first?.replicas).toBe(third?.replicas)
    expect(first?.isr).toBe(first?.replicas)
  })
})

describe('ListOffsets v9', () => {
  const body = Writer.create()
    .appendInt32(0)
    .appendArray(['orders', 'payments'], (w, name) =>
      w.appendString(name).appendArray([0, 1], (p, index) =>
        p
          .appendInt32(index)
          .appendInt16(index === 1 ? 6 : 0)
          .appendInt64(-1n)
          .appendInt64(index === 1 ? -1n : 2n ** 53n + 1n)
          .appendInt32(3),
      ),
    )
    .appendTaggedFields()

  test('is read as the library reads it, offsets beyond 2^53 exactly', () => {
    const bytes = bytesOf(body)
    const seen: unknown[] = []
    readListOffsets(bytes, (name) => (partitionIndex, errorCode, offset) => {
      seen.push({ name, partitionIndex, errorCode, offset: offset.int64() })
    })
    const expected = parsed(() => library.listOffsetsV9.parseResponse(0, 2, 9, readerOf(bytes)))
    expect(seen).toEqual(
      expected.topics.flatMap(({ name, partitions }) =>
        partitions.map(({ partitionIndex, errorCode, offset }) => ({
          name,
          partitionIndex,
          errorCode,
          offset,
        })),
      ),
    )
  })

  test('a topic nobody wants is passed over', () => {
    const seen: string[] = []
    readListOffsets(bytesOf(body), (name) =>
      name === 'orders' ? null : (partition) => void seen.push(`${name} ${partition}`),
    )
    expect(seen).toEqual(['payments 0', 'payments 1'])
  })
})

describe('OffsetFetch v9', () => {
  const body = (offsets: bigint[]) =>
    bytesOf(
      Writer.create()
        .appendInt32(0)
        .appendArray(['billing', 'refused'], (w, id) =>
          w
            .appendString(id)
            .appendArray(id === 'refused' ? [] : ['z-topic', 'a-topic'], (t, name) =>
              t.appendString(name).appendArray(offsets.toReversed(), (p, offset, i) =>
                p
                  .appendInt32(offsets.length - 1 - i)
                  .appendInt64(offset)
                  .appendInt32(-1)
                  .appendString(i === 0 ? null : 'metadata')
                  .appendInt16(0),
              ),
            )
            .appendInt16(id === 'refused' ? 30 : 0),
        )
        .appendTaggedFields(),
    )
  const options = { keepsTopic: () => true, before: () => null }

  test('is read as the library reads it, sorted by topic and partition', () => {
    const bytes = body([5n, -1n, 2n ** 60n])
    const [billing, refused] = readOffsetFetch(bytes, options)
    expect(billing?.commits.map((c) => c.topic)).toEqual(['a-topic', 'z-topic'])
    const expected = parsed(() => library.offsetFetchV9.parseResponse(0, 9, 9, readerOf(bytes)))
    const told = expected.groups[0]?.topics[0]?.partitions.toReversed() ?? []
    expect(billing?.commits[1]?.partitions).toEqual(
      told.map((p) => ({
        partition: p.partitionIndex,
        offset: p.committedOffset < 0n ? null : p.committedOffset,
        shareLag: null,
        error: null,
      })),
    )
    expect(refused).toEqual({ groupId: 'refused', errorCode: 30, commits: [] })
  })

  test('unchanged commits stay the same objects, changed ones are new, and none is missed', () => {
    const before = readOffsetFetch(body([5n, -1n, 9n]), options)[0]?.commits ?? []
    const how = { ...options, before: () => before }
    expect(readOffsetFetch(body([5n, -1n, 9n]), how)[0]?.commits).toBe(before)
    for (const changed of [
      [6n, -1n, 9n],
      [5n, 0n, 9n],
      [5n, -1n],
      [5n, -1n, 9n, 1n],
    ]) {
      const fresh = readOffsetFetch(body(changed), options)
      expect(readOffsetFetch(body(changed), how)).toEqual(fresh)
    }
  })

  test('topics that are not watched are left out', () => {
    const how = { ...options, keepsTopic: (name: string) => name === 'a-topic' }
    expect(readOffsetFetch(body([1n]), how)[0]?.commits.map((c) => c.topic)).toEqual(['a-topic'])
  })

  test('bytes that end early are an error, not half an answer', () => {
    const bytes = body([5n])
    expect(() => readOffsetFetch(bytes.subarray(0, bytes.length - 20), options)).toThrow()
  })
})
