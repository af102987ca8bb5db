import { z } from 'zod'
import { checkStatus } from '../clusters/schema.ts'
import {
  clusterParams,
  flag,
  listQuery,
  rangeQuery,
  someOf,
  someText,
  wholeNumber,
} from '../http/input.ts'
import { groupType, trend } from './schema.ts'

/** A group id may be any text Kafka takes, the empty one too; longer than its own limit is a mistake. */
export const groupParams = clusterParams.extend({ groupId: z.string().max(32_767) })

export const groupListQuery = listQuery.extend({
  /** Kafka's own state words. */
  state: someText.optional(),
  type: someOf(groupType.options).optional(),
  status: someOf(checkStatus.options).optional(),
  trend: someOf(trend.options).optional(),
  minLag: wholeNumber.optional(),
  topic: z.string().max(249).optional(),
  hideInternal: flag.optional(),
})
export type GroupListQuery = z.output<typeof groupListQuery>

export const groupHistoryQuery = rangeQuery
