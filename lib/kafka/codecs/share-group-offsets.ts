import { createAPI, Writer } from '@platformatic/kafka'
import type { ShareOffsetsAnswer } from '../control-plane/answers.ts'
import { tagged } from './group-describe.ts'

/** Each group with all topics it has offsets for (a null list of topics). */
const request = (groupIds: string[]): Writer =>
  Writer.create()
    .appendArray(groupIds, (w, id) => {
      w.appendString(id).appendArray(null, () => {})
    })
    .appendTaggedFields()

const describeShareGroupOffsets = (version: 0 | 1) =>
  createAPI<[string[]], ShareOffsetsAnswer>(
    90,
    version,
    request,
    (_correlationId, _key, _version, reader) => {
      reader.readInt32() // throttle time
      return tagged(reader, {
        groups: reader.readArray((r) => ({
          groupId: r.readString(),
          topics: r.readArray((t) => {
            const topicName = t.readString()
            t.readUUID()
            const partitions = t.readArray((p) => {
              const partitionIndex = p.readInt32()
              const startOffset = p.readInt64()
              p.readInt32() // leader epoch
              const lag = version >= 1 ? p.readInt64() : -1n
              return {
                partitionIndex,
                startOffset,
                lag,
                errorCode: p.readInt16(),
                errorMessage: p.readNullableString(),
              }
            })
            return { topicName, partitions }
          }),
          errorCode: r.readInt16(),
          errorMessage: r.readNullableString(),
        })),
      })
    },
  )

/** DescribeShareGroupOffsets v0 (90, KIP-932), Kafka 4.1: start offsets only; lag reads -1. */
export const describeShareGroupOffsetsV0 = describeShareGroupOffsets(0)
/** v1 (KIP-1226), Kafka 4.2 and later: with the lag as the broker computes it. */
export const describeShareGroupOffsetsV1 = describeShareGroupOffsets(1)
