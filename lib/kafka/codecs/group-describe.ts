import { createAPI, type Reader, Writer } from '@platformatic/kafka'
import type {
  AssignedTopic,
  ConsumerGroupsAnswer,
  ShareGroupsAnswer,
} from '../control-plane/answers.ts'

/**
 * Describes of the newer group types, which the library lacks in these versions. Field order follows
 * Kafka's public message definitions (KIP-848, KIP-1099, KIP-932). Error codes are never thrown: each
 * group keeps its own.
 */

/** Reads a struct's own trailing tag section; array elements have theirs read by `readArray`. */
export const tagged = <T>(reader: Reader, value: T): T => {
  reader.readTaggedFields()
  return value
}

export const readInts = (reader: Reader): number[] =>
  reader.readArray((r) => r.readInt32(), true, false)

export const readStrings = (reader: Reader): string[] =>
  reader.readArray((r) => r.readString(), true, false)

/** The request that all three describes share: group ids, and whether to add allowed operations. */
export const describeRequest = (groupIds: string[]): Writer =>
  Writer.create()
    .appendArray(groupIds, (w, id) => w.appendString(id), true, false)
    .appendBoolean(false)
    .appendTaggedFields()

export const readHead = (r: Reader) => ({
  errorCode: r.readInt16(),
  errorMessage: r.readNullableString(),
  groupId: r.readString(),
  groupState: r.readString(),
  groupEpoch: r.readInt32(),
  assignmentEpoch: r.readInt32(),
})

const readAssignment = (reader: Reader): { topicPartitions: AssignedTopic[] } =>
  tagged(reader, {
    topicPartitions: reader.readArray((r) => {
      r.readUUID()
      return { topicName: r.readString(), partitions: readInts(r) }
    }),
  })

/** ConsumerGroupDescribe v1 (69): v0 plus each member's type. */
export const consumerGroupDescribeV1 = createAPI<[string[]], ConsumerGroupsAnswer>(
  69,
  1,
  describeRequest,
  (_correlationId, _key, _version, reader) => {
    reader.readInt32() // throttle time
    return tagged(reader, {
      groups: reader.readArray((r) => ({
        ...readHead(r),
        assignorName: r.readString(),
        members: r.readArray((m) => ({
          memberId: m.readString(),
          instanceId: m.readNullableString(),
          rackId: m.readNullableString(),
          memberEpoch: m.readInt32(),
          clientId: m.readString(),
          clientHost: m.readString(),
          subscribedTopicNames: readStrings(m),
          subscribedTopicRegex: m.readNullableString(),
          assignment: readAssignment(m),
          targetAssignment: readAssignment(m),
          memberType: m.readInt8(),
        })),
        authorizedOperations: r.readInt32(),
      })),
    })
  },
)

/** ShareGroupDescribe v1 (77), Kafka 4.1 and later. */
export const shareGroupDescribeV1 = createAPI<[string[]], ShareGroupsAnswer>(
  77,
  1,
  describeRequest,
  (_correlationId, _key, _version, reader) => {
    reader.readInt32() // throttle time
    return tagged(reader, {
      groups: reader.readArray((r) => ({
        ...readHead(r),
        assignorName: r.readString(),
        members: r.readArray((m) => ({
          memberId: m.readString(),
          rackId: m.readNullableString(),
          memberEpoch: m.readInt32(),
          clientId: m.readString(),
          clientHost: m.readString(),
          subscribedTopicNames: readStrings(m),
          assignment: readAssignment(m),
        })),
        authorizedOperations: r.readInt32(),
      })),
    })
  },
)
