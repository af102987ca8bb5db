import { z } from 'zod'
import { clusterParams, flag, listQuery, rangeQuery, someOf } from '../http/input.ts'

/** Kafka takes at most 249 characters; a longer name is simply not found. */
export const topicParams = clusterParams.extend({ topicName: z.string().max(1_000) })

export const topicListQuery = listQuery.extend({
  internal: flag.optional(),
  /** Only topics with an offline, under-replicated or under-min-ISR partition. */
  onlyBad: flag.optional(),
  policy: someOf(['compact', 'delete']).optional(),
})
export type TopicListQuery = z.output<typeof topicListQuery>

export const topicHistoryQuery = rangeQuery
