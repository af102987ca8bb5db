/** What one poll asks beside the lag itself (metadata, commits, end offsets and the quorum are always asked). */
export type Plan = {
  /** ListGroups at every broker. */
  groups: boolean
  /** ListPartitionReassignments at one. */
  reassignments: boolean
  /** DescribeLogDirs, totals only, at every broker. */
  logDirs: boolean
  /** DescribeCluster at one: fenced brokers, and what this principal may do. */
  cluster: boolean
  /** Describes of every group, by type, at the coordinators. */
  describes: boolean
  /** ListOffsets earliest at every leader. */
  starts: boolean
  /** DescribeConfigs of every topic by named keys. */
  configs: boolean
  /** Whose DescribeLogDirs lists every replica too: all brokers', one broker's (by turn), or nobody's. */
  sizes: 'all' | 'turn' | 'none'
  /** Which broker's turn it is: an index into the brokers sorted by id, modulo their number. */
  turn: number
}

const GROUPS_EVERY = 2
const DESCRIBES_EVERY = 4
const SLOW_EVERY = 20

/**
 * What is due in the poll numbered `sequence`. The first poll, and one asked for in full, ask
 * everything, so that a first picture is complete.
 */
export function planOf(sequence: number, options: { everything: boolean }): Plan {
  const { everything } = options
  const every = (ticks: number) => everything || sequence % ticks === 0
  const slow = every(SLOW_EVERY)
  return {
    groups: every(GROUPS_EVERY),
    reassignments: every(GROUPS_EVERY),
    logDirs: every(DESCRIBES_EVERY),
    cluster: every(DESCRIBES_EVERY),
    describes: every(DESCRIBES_EVERY),
    starts: slow,
    configs: slow,
    sizes: everything ? 'all' : slow ? 'turn' : 'none',
    turn: Math.floor(sequence / SLOW_EVERY),
  }
}

/** A poll longer than this share of its tick makes the tick longer. */
const BUSY_SHARE = 0.6
const LONGEST_DOUBLINGS = 4

/**
 * The tick that fits polls of this length: the base tick, doubled while a poll takes more than 60 %
 * of it, at most sixteenfold. A tick once doubled is halved again only when the poll would take less
 * than 30 % of the half, so that it does not flap.
 *
 * @param durationMs how long the last poll took
 * @param tickMs the tick in use
 * @param baseTickMs the configured tick; the result is never below it
 */
export function nextTickMs(durationMs: number, tickMs: number, baseTickMs = tickMs): number {
  const longest = baseTickMs * 2 ** LONGEST_DOUBLINGS
  if (durationMs > tickMs * BUSY_SHARE) return Math.min(tickMs * 2, longest)
  const half = Math.max(tickMs / 2, baseTickMs)
  return half < tickMs && durationMs < (half * BUSY_SHARE) / 2 ? half : tickMs
}
