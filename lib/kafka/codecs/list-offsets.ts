import { createAPI } from '@platformatic/kafka'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'

/** The partitions of one topic to ask one leader for. */
export type AskedTopic = { name: string; partitions: number[] }

/** Kafka's special timestamps: the log end, and the log start. */
export const LATEST = -1
export const EARLIEST = -2

/** Called for each partition of an answer; `offset` reads the offset, which not all callers want. */
export type OffsetVisitor = (partition: number, errorCode: number, offset: ByteReader) => void

/** A ListOffsets answer as it came; reading it makes nothing that is not kept. */
export type ListOffsetsAnswer = {
  /**
   * Walks through the answer once. `topic` is called for each topic and returns who takes its
   * partitions; a visitor reads the offset by `int64Number` or `int64`, or leaves it.
   */
  forEach(topic: (name: string) => OffsetVisitor | null): void
}

const BYTES_PER_PARTITION = 17

function encode(timestamp: number, topics: AskedTopic[]) {
  let size = 16
  for (const t of topics) size += t.name.length + 8 + t.partitions.length * BYTES_PER_PARTITION
  const w = new ByteWriter(size)
  w.int32(-1) // replica: a client
  w.int8(0) // read uncommitted: lag counts what is in the log, as Kafka's own tools do
  w.arrayLength(topics.length)
  for (const { name, partitions } of topics) {
    w.string(name)
    w.arrayLength(partitions.length)
    for (const partition of partitions) {
      w.int32(partition)
      w.int32(-1) // current leader epoch: not checked
      w.int64(timestamp)
      w.tags()
    }
    w.tags()
  }
  w.tags()
  return w.done()
}

/** Reads the body of an answer: throttle time, then topics with their partitions. */
export function readListOffsets(
  bytes: Buffer,
  topic: (name: string) => OffsetVisitor | null,
): void {
  const r = new ByteReader(bytes)
  r.skip(4) // throttle time
  const topics = r.arrayLength()
  for (let t = 0; t < topics; t++) {
    const visit = topic(r.string())
    const partitions = r.arrayLength()
    for (let p = 0; p < partitions; p++) {
      const partition = r.int32()
      const errorCode = r.int16()
      const offsetAt = r.at + 8 // after the timestamp
      r.at = offsetAt
      if (visit) visit(partition, errorCode, r)
      r.at = offsetAt + 12 // after offset and leader epoch
      r.tags()
    }
    r.tags()
  }
}

const listOffsets = (version: number) =>
  createAPI<[timestamp: number, topics: AskedTopic[]], ListOffsetsAnswer>(
    2,
    version,
    encode,
    (_correlationId, _key, _version, reader) => {
      const { bytes } = ByteReader.from(reader)
      return { forEach: (topic) => readListOffsets(bytes, topic) }
    },
  )

/**
 * ListOffsets (2), versions 7 to 9 (Kafka 3.0 and later): one layout for all three. The library has
 * them too; this form exists because a poll asks for every partition of the cluster. A partition may
 * be asked once a request only, so end and start take two.
 */
export const listOffsetsV7 = listOffsets(7)
export const listOffsetsV8 = listOffsets(8)
export const listOffsetsV9 = listOffsets(9)
