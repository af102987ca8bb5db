import { createAPI } from '@platformatic/kafka'
import type { CommittedPartition, CommittedTopic } from '../../snapshot/schema.ts'
import { errorName } from '../control-plane/error-names.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'

/** A group's committed offsets, sorted by topic and partition; `errorCode` is the group's own. */
export type FetchedGroup = { groupId: string; errorCode: number; commits: CommittedTopic[] }

export type FetchOptions = {
  keepsTopic: (name: string) => boolean
  /** What was known of the group: unchanged parts of it are returned as they are, not made again. */
  before: (groupId: string) => CommittedTopic[] | null
}

/** An OffsetFetch answer as it came. */
export type OffsetFetchAnswer = { groups(options: FetchOptions): FetchedGroup[] }

function encode(version: number, groupIds: string[]) {
  const w = new ByteWriter(groupIds.length * 48)
  w.arrayLength(groupIds.length)
  for (const id of groupIds) {
    w.string(id)
    if (version >= 9) {
      w.nullString() // no member
      w.int32(-1) // no member epoch
    }
    w.arrayLength(null) // every topic it has committed to
    w.tags()
  }
  w.int8(0) // commits of open transactions are not waited for
  w.tags()
  return w.done()
}

const partitionAt = (known: CommittedTopic, partition: number): CommittedPartition | undefined => {
  const guess = known.partitions[partition]
  return guess?.partition === partition
    ? guess
    : known.partitions.find((p) => p.partition === partition)
}

/** Whether the partitions that follow are exactly the ones known; leaves the reader behind them if so. */
function isUnchanged(r: ByteReader, known: CommittedTopic): boolean {
  const count = r.arrayLength()
  if (count !== known.partitions.length) return false
  for (let i = 0; i < count; i++) {
    const same = partitionAt(known, r.int32())
    const offset = r.int64Number()
    r.skip(4) // leader epoch
    r.skipString() // metadata
    const errorCode = r.int16()
    r.tags()
    if (!same || errorCode !== 0 || same.error !== null || same.shareLag !== null) return false
    const isSame = same.offset === null ? offset < 0 : Number(same.offset) === offset
    if (!isSame) return false
  }
  return true
}

function readPartitions(r: ByteReader): CommittedPartition[] {
  const count = r.arrayLength()
  const partitions: CommittedPartition[] = []
  let isSorted = true
  let last = -1
  for (let i = 0; i < count; i++) {
    const partition = r.int32()
    const offset = r.int64()
    r.skip(4) // leader epoch
    r.skipString() // metadata
    const errorCode = r.int16()
    r.tags()
    if (partition < last) isSorted = false
    last = partition
    partitions.push({
      partition,
      // Kafka answers a negative offset where it has none.
      offset: offset < 0n ? null : offset,
      shareLag: null,
      error: errorCode === 0 ? null : errorName(errorCode),
    })
  }
  return isSorted ? partitions : partitions.sort((a, b) => a.partition - b.partition)
}

const byTopic = (a: CommittedTopic, b: CommittedTopic) =>
  a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : 0

function readGroup(r: ByteReader, options: FetchOptions): FetchedGroup {
  const groupId = r.string()
  const before = options.before(groupId)
  const topics = r.arrayLength()
  const commits: CommittedTopic[] = []
  let kept = 0
  for (let t = 0; t < topics; t++) {
    const name = r.string()
    const known = before?.find((c) => c.topic === name)
    const from = r.at
    if (known && isUnchanged(r, known)) {
      commits.push(known)
      kept++
    } else {
      r.at = from
      const partitions = readPartitions(r)
      if (options.keepsTopic(name)) commits.push({ topic: name, partitions })
    }
    r.tags()
  }
  const errorCode = r.int16()
  r.tags()
  const isWhole = before !== null && kept === before.length && commits.length === kept
  return { groupId, errorCode, commits: isWhole ? before : commits.sort(byTopic) }
}

/** Reads the body of an answer: throttle time, then groups with their topics and partitions. */
export function readOffsetFetch(bytes: Buffer, options: FetchOptions): FetchedGroup[] {
  const r = new ByteReader(bytes)
  r.skip(4) // throttle time
  const count = r.arrayLength()
  const groups: FetchedGroup[] = []
  for (let i = 0; i < count; i++) groups.push(readGroup(r, options))
  return groups
}

const offsetFetch = (version: number) =>
  createAPI<[groupIds: string[]], OffsetFetchAnswer>(
    9,
    version,
    (groupIds: string[]) => encode(version, groupIds),
    (_correlationId, _key, _version, reader) => {
      const { bytes } = ByteReader.from(reader)
      return { groups: (options) => readOffsetFetch(bytes, options) }
    },
  )

/**
 * OffsetFetch (9) of many groups, versions 8 (Kafka 3.0) and 9 (3.7, with member fields). The library
 * has them too; this form exists because a poll reads every commit of the cluster, and most of them
 * are as they were.
 */
export const offsetFetchV8 = offsetFetch(8)
export const offsetFetchV9 = offsetFetch(9)
