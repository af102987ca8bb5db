import type { CheckState } from '../clusters/schema.ts'
import type { Trends } from '../trends/schema.ts'
import type { ClusterSnapshot, Unreachable } from './schema.ts'

/**
 * The one row a cluster that the collector writes each tick and every page reads: what was seen,
 * what the last polls together say, and the state of the checks. Page and alert agree because both
 * come from here.
 */
export type LiveRecord = {
  snapshot: ClusterSnapshot
  /** Kafka could not be reached at the last attempt: the snapshot is older than this row. */
  unreachable: Unreachable | null
  trends: Trends
  checks: CheckState[]
  /** Who wrote it (`collector` id, or `web` when a page polled for itself) and when. */
  writtenBy: string
  writtenAt: number
}
