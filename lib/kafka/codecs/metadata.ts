import { createAPI } from '@platformatic/kafka'
import type { PartitionSnapshot } from '../../snapshot/schema.ts'
import type { MetadataAnswer } from '../control-plane/answers.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'

const NO_TOPIC_ID_BYTES = 16

function encode(names: string[] | null) {
  const w = new ByteWriter(64 + (names?.length ?? 0) * 64)
  w.arrayLength(names?.length ?? null)
  for (const name of names ?? []) {
    for (let i = 0; i < NO_TOPIC_ID_BYTES; i += 4) w.int32(0)
    w.string(name)
    w.tags()
  }
  w.int8(0) // never create a topic by asking for it
  w.int8(0) // allowed operations are not needed
  w.tags()
  return w.done()
}

const none: number[] = []
/** Broker ids below this make a list's key; larger ones are rare and their lists are not shared. */
const KEY_BASE = 10_000
const KEY_LENGTH = 3

/**
 * Lists of broker ids, each distinct one made once: a cluster has few replica lists, repeated over
 * thousands of partitions. Shared lists must not be changed.
 */
function createListReader() {
  const shared = new Map<number, number[]>()
  return (r: ByteReader): number[] => {
    const length = r.arrayLength()
    if (length <= 0) return none
    if (length > KEY_LENGTH) return Array.from({ length }, () => r.int32())
    const from = r.at
    let key = length
    let isKey = true
    for (let i = 0; i < length; i++) {
      const id = r.int32()
      if (id >= KEY_BASE) isKey = false
      key = key * KEY_BASE + id
    }
    const known = isKey ? shared.get(key) : undefined
    if (known) return known
    r.at = from
    const list = Array.from({ length }, () => r.int32())
    if (isKey) shared.set(key, list)
    return list
  }
}

/** Reads the body of an answer: throttle time, brokers, cluster, topics with their partitions. */
export function readMetadata(bytes: Buffer): MetadataAnswer {
  const r = new ByteReader(bytes)
  const list = createListReader()
  const many = <T>(read: () => T): T[] => {
    const length = Math.max(r.arrayLength(), 0)
    const items: T[] = []
    for (let i = 0; i < length; i++) {
      items.push(read())
      r.tags()
    }
    return items
  }
  const readPartition = (): PartitionSnapshot => {
    r.skip(2) // error code: "no leader", which the leader's id says too
    return {
      partition: r.int32(),
      leader: r.int32(),
      leaderEpoch: r.int32(),
      replicas: list(r),
      isr: list(r),
      offlineReplicas: list(r),
      startOffset: null,
      endOffset: null,
      sizeBytes: null,
    }
  }
  r.skip(4) // throttle time
  const brokers = many(() => ({
    nodeId: r.int32(),
    host: r.string(),
    port: r.int32(),
    rack: r.nullableString(),
  }))
  const clusterId = r.nullableString()
  const controllerId = r.int32()
  const topics = many(() => {
    const topic = {
      errorCode: r.int16(),
      name: r.nullableString(),
      topicId: r.uuid(),
      isInternal: r.int8() === 1,
      partitions: many(readPartition),
    }
    r.skip(4) // allowed operations
    return topic
  })
  return { brokers, clusterId, controllerId, topics }
}

/**
 * Metadata v12 (3), Kafka 3.1 and later; null asks for all topics. The library has it too; this form
 * exists because every poll reads the whole cluster, and it keeps an answer with error codes as it is.
 */
export const metadataV12 = createAPI<[names: string[] | null], MetadataAnswer>(
  3,
  12,
  encode,
  (_correlationId, _key, _version, reader) => readMetadata(ByteReader.from(reader).bytes),
)
