import { clusterParams, listQuery, rangeQuery, wholeNumber } from '../http/input.ts'

export const brokerParams = clusterParams.extend({ brokerId: wholeNumber })
export const brokerListQuery = listQuery
export const brokerHistoryQuery = rangeQuery
