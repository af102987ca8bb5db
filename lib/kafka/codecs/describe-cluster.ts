import { createAPI, Writer } from '@platformatic/kafka'
import type { DescribeClusterAnswer } from '../control-plane/answers.ts'
import { tagged } from './group-describe.ts'

/**
 * DescribeCluster v2 (60, KIP-1073), Kafka 4.0 and later: unlike Metadata it also lists brokers that
 * are registered but fenced. Asked for the brokers' listener (endpoint type 1).
 */
export const describeClusterV2 = createAPI<[boolean, 1], DescribeClusterAnswer>(
  60,
  2,
  (includeAuthorizedOperations: boolean, endpointType: number) =>
    Writer.create()
      .appendBoolean(includeAuthorizedOperations)
      .appendInt8(endpointType)
      .appendBoolean(true)
      .appendTaggedFields(),
  (_correlationId, _key, _version, reader) => {
    reader.readInt32() // throttle time
    const errorCode = reader.readInt16()
    const errorMessage = reader.readNullableString()
    reader.readInt8() // endpoint type
    const clusterId = reader.readString()
    reader.readInt32() // a random broker, not the controller
    return tagged(reader, {
      errorCode,
      errorMessage,
      clusterId,
      brokers: reader.readArray((r) => ({
        brokerId: r.readInt32(),
        host: r.readString(),
        port: r.readInt32(),
        rack: r.readNullableString(),
        isFenced: r.readBoolean(),
      })),
      clusterAuthorizedOperations: reader.readInt32(),
    })
  },
)
