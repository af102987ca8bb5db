import { z } from 'zod'
import { listQuery, rangeQuery } from '../http/input.ts'

export const clusterListQuery = listQuery

export const clusterHistoryQuery = rangeQuery.extend({
  metric: z.enum(['lag', 'records', 'disk']),
})
