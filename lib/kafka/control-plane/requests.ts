import {
  type Connection,
  consumerGroupDescribeV0,
  describeClusterV0,
  describeClusterV1,
  describeConfigsV4,
  describeGroupsV5,
  describeLogDirsV4,
  describeQuorumV1,
  describeQuorumV2,
  findCoordinatorV4,
  findCoordinatorV5,
  findCoordinatorV6,
  listGroupsV4,
  listGroupsV5,
  listPartitionReassignmentsV0,
} from '@platformatic/kafka'
import { describeClusterV2 } from '../codecs/describe-cluster.ts'
import { consumerGroupDescribeV1, shareGroupDescribeV1 } from '../codecs/group-describe.ts'
import {
  type AskedTopic,
  type ListOffsetsAnswer,
  listOffsetsV7,
  listOffsetsV8,
  listOffsetsV9,
} from '../codecs/list-offsets.ts'
import { metadataV12 } from '../codecs/metadata.ts'
import { type OffsetFetchAnswer, offsetFetchV8, offsetFetchV9 } from '../codecs/offset-fetch.ts'
import {
  describeShareGroupOffsetsV0,
  describeShareGroupOffsetsV1,
} from '../codecs/share-group-offsets.ts'
import { streamsGroupDescribeV0 } from '../codecs/streams-group-describe.ts'
import type * as answers from './answers.ts'

export type RequestVersion<A extends unknown[], R> = {
  version: number
  async(connection: Connection, ...args: A): Promise<R>
}

/** One of Kafka's requests with the versions we speak, newest first. */
export type KafkaRequest<A extends unknown[], R> = {
  name: string
  key: number
  /** The Kafka release that first offers a version we speak. */
  since: string
  versions: RequestVersion<A, R>[]
}

type Module = { api: { version: number; key: number } }
type OwnApi = { version: number; key: number }

/**
 * The library types each version apart; they differ only in fields we do not read, so the newest
 * shape (`answers.ts`) stands for all.
 */
function request<A extends unknown[], R>(
  name: string,
  since: string,
  ...modules: (Module | OwnApi)[]
): KafkaRequest<A, R> {
  const apis = modules.map((m) => ('api' in m ? m.api : m))
  const versions = apis as unknown as RequestVersion<A, R>[]
  return { name, since, key: apis[0]?.key ?? -1, versions }
}

/** Args: topic names (null = all). */
export const metadataRequest = request<[names: string[] | null], answers.MetadataAnswer>(
  'Metadata',
  '3.1',
  metadataV12,
)

/** Args: states and types to keep; both empty = all. */
export const listGroupsRequest = request<
  [states: string[], types: string[]],
  answers.ListGroupsAnswer
>('ListGroups', '2.6', listGroupsV5, listGroupsV4)

/** Args: group ids; every topic each has committed to. */
export const offsetFetchRequest = request<[groupIds: string[]], OffsetFetchAnswer>(
  'OffsetFetch',
  '3.0',
  offsetFetchV9,
  offsetFetchV8,
)

/** Args: timestamp (-1 end, -2 start), topics. */
export const listOffsetsRequest = request<
  [timestamp: number, topics: AskedTopic[]],
  ListOffsetsAnswer
>('ListOffsets', '3.0', listOffsetsV9, listOffsetsV8, listOffsetsV7)

export const shareOffsetsRequest = request<[groupIds: string[]], answers.ShareOffsetsAnswer>(
  'DescribeShareGroupOffsets',
  '4.1',
  describeShareGroupOffsetsV1,
  describeShareGroupOffsetsV0,
)

/** Args: topics; `[]` = totals only, null = every replica. */
export const logDirsRequest = request<[topics: [] | null], answers.LogDirsAnswer>(
  'DescribeLogDirs',
  '3.3',
  describeLogDirsV4,
)

/** Args: include allowed operations, endpoint type (1 = brokers). */
export const describeClusterRequest = request<
  [operations: boolean, endpointType: 1],
  answers.DescribeClusterAnswer
>('DescribeCluster', '2.8', describeClusterV2, describeClusterV1, describeClusterV0)

export type QuorumTopic = { topicName: string; partitions: { partitionIndex: number }[] }

export const describeQuorumRequest = request<[topics: QuorumTopic[]], answers.QuorumAnswer>(
  'DescribeQuorum',
  '3.3',
  describeQuorumV2,
  describeQuorumV1,
)

/** Args: timeout in ms, topics (null = every ongoing reassignment). */
export const reassignmentsRequest = request<
  [timeoutMs: number, topics: null],
  answers.ReassignmentsAnswer
>('ListPartitionReassignments', '2.4', listPartitionReassignmentsV0)

/** Args: resources, include synonyms, include documentation. */
export const describeConfigsRequest = request<
  [resources: answers.ConfigResource[], synonyms: boolean, documentation: boolean],
  answers.ConfigsAnswer
>('DescribeConfigs', '2.8', describeConfigsV4)

/** Args: key type (0 = group), keys. */
export const findCoordinatorRequest = request<
  [keyType: 0, keys: string[]],
  answers.FindCoordinatorAnswer
>('FindCoordinator', '3.0', findCoordinatorV6, findCoordinatorV5, findCoordinatorV4)

export const describeGroupsRequest = request<
  [groupIds: string[], operations: boolean],
  answers.ClassicGroupsAnswer
>('DescribeGroups', '2.4', describeGroupsV5)

export const consumerGroupDescribeRequest = request<
  [groupIds: string[], operations: boolean],
  answers.ConsumerGroupsAnswer
>('ConsumerGroupDescribe', '3.8', consumerGroupDescribeV1, consumerGroupDescribeV0)

export const shareGroupDescribeRequest = request<[groupIds: string[]], answers.ShareGroupsAnswer>(
  'ShareGroupDescribe',
  '4.1',
  shareGroupDescribeV1,
)

export const streamsGroupDescribeRequest = request<
  [groupIds: string[]],
  answers.StreamsGroupsAnswer
>('StreamsGroupDescribe', '4.2', streamsGroupDescribeV0)
