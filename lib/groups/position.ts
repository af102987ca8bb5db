import type { Position } from './schema.ts'

/** Where a commit stands in its partition's log, and what that means in messages. */
export type PositionResult = {
  position: Position
  /** End minus commit, as Kafka's own tools say it; null when not known. */
  lagMessages: number | null
  /** `purged`: what is still in the log of the lag, and what is gone. */
  readableMessages: number | null
  lostMessages: number | null
  /** `ahead`: how far past the log end. */
  aheadMessages: number | null
  /** Why the lag is null, else null. */
  reason: string | null
}

export type PositionInput = {
  /** Null: Kafka has no commit (a negative one counts as none). */
  committed: bigint | null
  start: bigint | null
  end: bigint | null
  /** Share groups: lag as the broker computes it. */
  shareLag?: bigint | null
  share?: boolean
  /** Set when the topic or the partition does not exist; the text says which. */
  missing?: string | null
  /** Set when the commit itself is not known (an error on the item). */
  commitUnknown?: string | null
  /** Why `end` is null. */
  endReason?: string | null
}

const nothing: PositionResult = {
  position: 'no_commit',
  lagMessages: null,
  readableMessages: null,
  lostMessages: null,
  aheadMessages: null,
  reason: null,
}

/**
 * The position of one committed (or assigned) partition. `purged` needs the log start and wins over
 * `behind`; a log start that lags behind the truth only finds it later. `ahead` gives no lag: Kafka's
 * tool prints a negative number there, which would make a sum too small.
 */
export const position = (input: PositionInput): PositionResult => {
  const { start, end } = input
  if (input.missing) return { ...nothing, position: 'topic_missing', reason: input.missing }
  if (input.commitUnknown) {
    return { ...nothing, position: 'end_unknown', reason: `commit unknown: ${input.commitUnknown}` }
  }
  if (input.share) return sharePosition(input)
  const committed = input.committed
  if (committed === null || committed < 0n) return { ...nothing, reason: 'never committed' }
  if (end === null) {
    const reason = `log end unknown: ${input.endReason ?? 'not asked yet'}`
    return { ...nothing, position: 'end_unknown', reason }
  }
  if (committed > end) {
    const aheadMessages = Number(committed - end)
    const reason = 'committed past the log end: the log was truncated or the topic recreated'
    return { ...nothing, position: 'ahead', aheadMessages, reason }
  }
  const lagMessages = Number(end - committed)
  if (start !== null && committed < start) {
    // The end was read in the same poll, the start perhaps since: never a negative remainder.
    const readable = end > start ? end - start : 0n
    return {
      ...nothing,
      position: 'purged',
      lagMessages,
      readableMessages: Number(readable),
      lostMessages: Number(start - committed),
    }
  }
  return { ...nothing, position: lagMessages === 0 ? 'caught_up' : 'behind', lagMessages }
}

/**
 * A share group's start offset is persisted lazily (609 where the broker said 90), so only the lag of
 * DescribeShareGroupOffsets v1 (KIP-1226) is a lag. Without it end − start is an upper bound and
 * says so; before the first delivery Kafka has neither.
 */
const sharePosition = (input: PositionInput): PositionResult => {
  const lag = input.shareLag ?? null
  if (lag !== null && lag >= 0n) {
    return { ...nothing, position: lag === 0n ? 'caught_up' : 'behind', lagMessages: Number(lag) }
  }
  const from = input.committed
  if (from === null || from < 0n) return { ...nothing, reason: 'nothing delivered yet' }
  if (input.end === null) {
    const reason = `log end unknown: ${input.endReason ?? 'not asked yet'}`
    return { ...nothing, position: 'end_unknown', reason }
  }
  const most = input.end > from ? Number(input.end - from) : 0
  return {
    ...nothing,
    position: most === 0 ? 'caught_up' : 'behind',
    lagMessages: most,
    reason: most === 0 ? null : 'at most: a share group’s own lag needs Kafka ≥ 4.2',
  }
}
