import { lagSumWords } from '@/lib/charts/waterline-words'
import { compact, count, duration, plural, rate } from '@/lib/format'
import type { GroupItem } from '@/lib/groups/schema'

type Flow = Pick<
  GroupItem,
  | 'trend'
  | 'drain'
  | 'drainSeconds'
  | 'lagMessages'
  | 'members'
  | 'consumedPerSecond'
  | 'producedPerSecond'
>

/** From here on a list says a lag in three figures; the exact one is in the tip. */
export const COMPACT_FROM = 1_000_000

/** "104,636" or "≥ 104,636" while partitions are missing from the sum; `—` when none is known. */
export const lagCell = (item: Pick<GroupItem, 'lagMessages' | 'lagComplete'>): string => {
  const lag = item.lagMessages
  const words = (lag ?? 0) >= COMPACT_FROM ? compact(lag) : count(lag)
  return lag === null || item.lagComplete ? words : `≥\u00a0${words}`
}

/** Why a group's sum is null, for the tip and for screen readers. */
export const lagReason = (
  item: Pick<GroupItem, 'statusReason' | 'uncommittedPartitions' | 'unknownPartitions'>,
): string => {
  if (item.statusReason) return item.statusReason
  if (item.unknownPartitions > 0) return `${plural(item.unknownPartitions, 'partition')} unknown`
  return item.uncommittedPartitions > 0 ? 'never committed' : 'no committed offsets'
}

/** An estimate of minutes or hours without the seconds it cannot know: "3 min", "2 h 10 min". */
const wholeDuration = (seconds: number): string =>
  duration(seconds >= 60 ? Math.round(seconds / 60) * 60 : seconds)

/** Nothing is read although there is something to read and nobody is there to read it. */
const stopped = (item: Flow): boolean =>
  (item.lagMessages ?? 0) > 0 && item.members === 0 && item.consumedPerSecond === 0

/** The trend column: "growing", "steady", "draining, 3 min", "stopped"; null when not known. */
export const trendWords = (item: Flow): string | null => {
  if (stopped(item)) return 'stopped'
  if (item.trend === 'unknown') return null
  if (item.lagMessages === 0 || item.trend === 'steady') return 'steady'
  if (item.trend === 'growing') return 'growing'
  return item.drainSeconds === null ? 'draining' : `draining, ${wholeDuration(item.drainSeconds)}`
}

/** When it will be over, for the key figures: "clear in 6 min", "will not drain"; null when unknown. */
export const drainWords = (item: Flow): string | null => {
  if (item.drain === 'will_not_drain') return 'will not drain'
  if (item.drain === 'caught_up') return 'caught up'
  if (item.drain !== 'draining') return null
  return item.drainSeconds === null ? 'draining' : `clear in ${wholeDuration(item.drainSeconds)}`
}

/** "205 in · 185 out"; `—` for the side that is not known. */
export const flowWords = (
  item: Pick<GroupItem, 'producedPerSecond' | 'consumedPerSecond'>,
  joint = ' · ',
): string => `${rate(item.producedPerSecond)} in${joint}${rate(item.consumedPerSecond)} out`

/**
 * What is worst about a group as the end of a sentence: "loses data in 2 h 10 min", "is ≈ 12 min
 * behind and growing", "has lost 10 records", "cannot be seen whole: 3 partitions unknown".
 */
export const groupSentence = (item: GroupItem): string => {
  if (item.lostMessages) return `has lost ${plural(item.lostMessages, 'record')}`
  if (item.lagText.startsWith('loses data')) return item.lagText
  if (item.status === 'unknown') {
    return `cannot be seen whole: ${item.statusReason ?? item.lagText}`
  }
  const trend = trendWords(item)
  const moving = trend === null || trend === 'steady' ? '' : ` and ${trend}`
  const [time = ''] = item.lagText.split(',')
  if (item.lagSeconds !== null && /^[≈≥]/.test(time)) return `is ${time} behind${moving}`
  return `is ${lagSumWords(item.lagMessages, item.lagComplete)} messages behind${moving}`
}

/** The sentence over the list. `emphasis` is drawn in the colour of `status`. */
export const groupsHeadline = (
  total: number,
  troubled: number,
  worst: GroupItem | null,
): { text: string; emphasis: string; status: GroupItem['status'] } => {
  if (total === 0) return { text: 'No groups', emphasis: '', status: 'ok' }
  if (troubled === 0 || worst === null) {
    return {
      text: `${plural(total, 'group')}, all within the thresholds`,
      emphasis: '',
      status: 'ok',
    }
  }
  const need = troubled === 1 ? 'needs' : 'need'
  return {
    text: `${count(troubled)} of ${plural(total, 'group')} ${need} a look.`,
    emphasis: `${worst.id} ${groupSentence(worst)}.`,
    status: worst.status,
  }
}

/** "3 idle", or null when none is or it is not known. */
export const idleWords = (idle: number | null): string | null =>
  idle === null || idle === 0 ? null : `${count(idle)} idle`
