import type { Plan } from '../../lib/snapshot/plan.ts'

/** What the cluster is, as far as it decides the number of requests. */
export type ClusterCounts = {
  brokers: number
  /** Brokers that coordinate a group which commits. */
  coordinators: number
  /** Brokers that lead a partition. */
  leaders: number
}

/**
 * The requests of one poll by its formula: metadata 1, commits C, ends B; the quorum through two; and what
 * the plan says is due. No term grows with topics, partitions or groups. Empty groups are not described.
 */
export const expectedRequests = (plan: Plan, on: ClusterCounts): Record<string, number> => {
  const { brokers, coordinators, leaders } = on
  const due: Record<string, number> = {
    Metadata: 1,
    OffsetFetch: coordinators,
    ListOffsets: leaders + (plan.starts ? leaders : 0),
    DescribeQuorum: Math.min(2, brokers),
    ListGroups: plan.groups ? brokers : 0,
    ListPartitionReassignments: plan.reassignments ? 1 : 0,
    DescribeLogDirs: plan.logDirs ? brokers : 0,
    DescribeCluster: plan.cluster ? 1 : 0,
    DescribeConfigs: plan.configs ? brokers : 0,
  }
  return Object.fromEntries(Object.entries(due).filter(([, n]) => n > 0))
}
