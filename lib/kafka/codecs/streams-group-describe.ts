import { createAPI, type Reader } from '@platformatic/kafka'
import type { StreamsGroupsAnswer } from '../control-plane/answers.ts'
import { describeRequest, readHead, readInts, readStrings, tagged } from './group-describe.ts'

/** A nullable struct is marked by an int8: -1 null, 1 present. */
const nullable = <T>(reader: Reader, read: (r: Reader) => T): T | null =>
  reader.readInt8() === -1 ? null : tagged(reader, read(reader))

const readKeyValues = (reader: Reader) =>
  reader.readArray((r) => ({ key: r.readString(), value: r.readString() }))

const readTopicInfos = (reader: Reader) =>
  reader.readArray((r) => ({
    name: r.readString(),
    partitions: r.readInt32(),
    replicationFactor: r.readInt16(),
    topicConfigs: readKeyValues(r),
  }))

const readTaskIds = (reader: Reader) =>
  reader.readArray((r) => ({ subtopologyId: r.readString(), partitions: readInts(r) }))

const readTaskOffsets = (reader: Reader) =>
  reader.readArray((r) => ({
    subtopologyId: r.readString(),
    partition: r.readInt32(),
    offset: r.readInt64(),
  }))

const readTasks = (reader: Reader) =>
  tagged(reader, {
    activeTasks: readTaskIds(reader),
    standbyTasks: readTaskIds(reader),
    warmupTasks: readTaskIds(reader),
  })

const readTopology = (reader: Reader) => ({
  epoch: reader.readInt32(),
  subtopologies: reader.readNullableArray((r) => ({
    subtopologyId: r.readString(),
    sourceTopics: readStrings(r),
    repartitionSinkTopics: readStrings(r),
    stateChangelogTopics: readTopicInfos(r),
    repartitionSourceTopics: readTopicInfos(r),
  })),
})

/** StreamsGroupDescribe v0 (89, KIP-1071), Kafka 4.2 and later. Error codes are never thrown. */
export const streamsGroupDescribeV0 = createAPI<[string[]], StreamsGroupsAnswer>(
  89,
  0,
  describeRequest,
  (_correlationId, _key, _version, reader) => {
    reader.readInt32() // throttle time
    return tagged(reader, {
      groups: reader.readArray((r) => ({
        ...readHead(r),
        topology: nullable(r, readTopology),
        members: r.readArray((m) => ({
          memberId: m.readString(),
          memberEpoch: m.readInt32(),
          instanceId: m.readNullableString(),
          rackId: m.readNullableString(),
          clientId: m.readString(),
          clientHost: m.readString(),
          topologyEpoch: m.readInt32(),
          processId: m.readString(),
          userEndpoint: nullable(m, (e) => ({ host: e.readString(), port: e.readUnsignedInt16() })),
          clientTags: readKeyValues(m),
          taskOffsets: readTaskOffsets(m),
          taskEndOffsets: readTaskOffsets(m),
          assignment: readTasks(m),
          targetAssignment: readTasks(m),
          isClassic: m.readBoolean(),
        })),
        authorizedOperations: r.readInt32(),
      })),
    })
  },
)
