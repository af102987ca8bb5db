import type { PartitionSnapshot } from '../../snapshot/schema.ts'

/**
 * The answers the product reads, in our own words: the fields of Kafka's public message definitions
 * that are used. int64 are `bigint`; error codes stay numbers and are never thrown.
 */

export type ItemError = { errorCode: number; errorMessage?: string | null }

export type ApiVersionsAnswer = {
  apiKeys: { apiKey: number; minVersion: number; maxVersion: number }[]
  supportedFeatures?: { name: string; minVersion: number; maxVersion: number }[]
  finalizedFeatures?: { name: string; maxVersionLevel: number; minVersionLevel: number }[]
}

export type MetadataTopic = {
  errorCode: number
  name: string | null
  topicId: string
  isInternal: boolean
  /** As a snapshot has them, with offsets and size not known yet; in the broker's order. */
  partitions: PartitionSnapshot[]
}
export type MetadataBroker = { nodeId: number; host: string; port: number; rack: string | null }
export type MetadataAnswer = {
  brokers: MetadataBroker[]
  clusterId: string | null
  controllerId: number
  topics: MetadataTopic[]
}

export type ListedGroup = {
  groupId: string
  protocolType: string
  groupState: string
  groupType?: string
}
export type ListGroupsAnswer = { errorCode: number; groups: ListedGroup[] }

export type ShareOffsetsAnswer = {
  groups: {
    groupId: string
    topics: {
      topicName: string
      partitions: (ItemError & { partitionIndex: number; startOffset: bigint; lag: bigint })[]
    }[]
    errorCode: number
    errorMessage: string | null
  }[]
}

export type LogDirsAnswer = {
  errorCode: number
  results: {
    errorCode: number
    logDir: string
    totalBytes: bigint
    usableBytes: bigint
    topics: {
      name: string
      partitions: { partitionIndex: number; partitionSize: bigint; isFutureKey: boolean }[]
    }[]
  }[]
}

export type DescribeClusterAnswer = {
  errorCode: number
  errorMessage: string | null
  clusterId: string
  brokers: {
    brokerId: number
    host: string
    port: number
    rack: string | null
    isFenced?: boolean
  }[]
  clusterAuthorizedOperations: number
}

export type QuorumReplica = {
  replicaId: number
  logEndOffset: bigint
  lastFetchTimestamp: bigint
  lastCaughtUpTimestamp: bigint
}
export type QuorumAnswer = {
  errorCode: number
  errorMessage?: string | null
  topics: {
    partitions: {
      errorCode: number
      leaderId: number
      leaderEpoch: number
      currentVoters: QuorumReplica[]
      observers: QuorumReplica[]
    }[]
  }[]
}

export type ReassignmentsAnswer = {
  errorCode: number
  errorMessage: string | null
  topics: {
    name: string
    partitions: { partitionIndex: number; addingReplicas: number[]; removingReplicas: number[] }[]
  }[]
}

export type ConfigResource = {
  resourceType: 2
  resourceName: string
  configurationKeys: string[] | null
}
export type ConfigEntry = {
  name: string
  value: string | null
  readOnly: boolean
  configSource: number
  isSensitive: boolean
  configType: number
  documentation: string | null
}
export type ConfigsAnswer = {
  results: {
    errorCode: number
    errorMessage: string | null
    resourceName: string
    configs: ConfigEntry[]
  }[]
}

export type FindCoordinatorAnswer = {
  coordinators: { key: string; nodeId: number; errorCode: number }[]
}

export type ClassicGroupsAnswer = {
  groups: {
    errorCode: number
    groupId: string
    groupState: string
    protocolType: string
    protocolData: string
    members: {
      memberId: string
      groupInstanceId: string | null
      clientId: string
      clientHost: string
      memberAssignment: Buffer
    }[]
  }[]
}

export type AssignedTopic = { topicName: string; partitions: number[] }

type DescribedHead = {
  errorCode: number
  errorMessage: string | null
  groupId: string
  groupState: string
  groupEpoch: number
}

export type ConsumerGroupsAnswer = {
  groups: (DescribedHead & {
    assignorName: string
    members: {
      memberId: string
      instanceId: string | null
      rackId: string | null
      memberEpoch: number
      clientId: string
      clientHost: string
      assignment: { topicPartitions: AssignedTopic[] }
      targetAssignment: { topicPartitions: AssignedTopic[] }
    }[]
  })[]
}

export type ShareGroupsAnswer = {
  groups: (DescribedHead & {
    assignorName: string
    members: {
      memberId: string
      rackId: string | null
      memberEpoch: number
      clientId: string
      clientHost: string
      assignment: { topicPartitions: AssignedTopic[] }
    }[]
  })[]
}

export type StreamsTasks = { activeTasks: { subtopologyId: string; partitions: number[] }[] }
export type StreamsGroupsAnswer = {
  groups: (DescribedHead & {
    topology: {
      subtopologies:
        | {
            subtopologyId: string
            sourceTopics: string[]
            repartitionSourceTopics: { name: string }[]
          }[]
        | null
    } | null
    members: {
      memberId: string
      instanceId: string | null
      rackId: string | null
      memberEpoch: number
      clientId: string
      clientHost: string
      assignment: StreamsTasks
      targetAssignment: StreamsTasks
    }[]
  })[]
}
