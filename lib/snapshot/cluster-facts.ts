import type { DescribeClusterAnswer } from '../kafka/control-plane/answers.ts'
import { failureOfCode } from '../kafka/errors.ts'
import type { ClusterSnapshot } from './schema.ts'
import { note, type Taking } from './taking.ts'

/** Kafka's `AclOperation.DESCRIBE` code: its bit in a set of authorized operations. */
const DESCRIBE_BIT = 1 << 8
/** What a broker sends when it was not asked or does not tell. */
const OPERATIONS_UNKNOWN = -2147483648

/** DescribeCluster of one broker that answers, when due: brokers with fencing, allowed operations. */
export async function readCluster(taking: Taking): Promise<DescribeClusterAnswer | null> {
  const { poll, plan } = taking
  const node = poll.nodes().find((n) => poll.isAnswering(n))
  if (!plan.cluster || node === undefined) return null
  const outcome = await poll.describeCluster(node)
  if (!outcome.ok) {
    note(taking, 'DescribeCluster', outcome.failure, { node })
    return null
  }
  const { errorCode, errorMessage } = outcome.value
  if (errorCode === 0) return outcome.value
  note(taking, 'DescribeCluster', failureOfCode(errorCode, errorMessage), { node })
  return null
}

/** Cluster-level requests that need DESCRIBE on the cluster: refused, they tell that it is missing. */
const needDescribe = new Set(['DescribeLogDirs', 'DescribeQuorum', 'ListPartitionReassignments'])

/**
 * Whether this principal sees everything. Without DESCRIBE on the cluster Kafka silently leaves out
 * the groups and topics it may not see; nothing in those answers says so.
 */
export function visibilityOf(
  taking: Taking,
  cluster: DescribeClusterAnswer | null,
): ClusterSnapshot['visibility'] {
  const refused = taking.problems.some(
    (p) => p.code === 'not_authorized' && needDescribe.has(p.request),
  )
  if (refused) return 'principal'
  const before = taking.previous?.visibility ?? 'unknown'
  if (!cluster) return before
  const operations = cluster.clusterAuthorizedOperations
  if (operations === OPERATIONS_UNKNOWN) return before
  return (operations & DESCRIBE_BIT) === 0 ? 'principal' : 'full'
}
