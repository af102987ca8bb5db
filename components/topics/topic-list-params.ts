import type { TopicListParams } from '@/lib/topics/queries'

/** The filters of the topics list by their name in the URL, with their value when nothing is chosen. */
export const topicFilters = { onlyBad: '', internal: '', policy: '' }

/** One row, for the total of all topics. */
export const topicTotal: TopicListParams = { pageSize: 1 }

/** How many topics are not whole, and the worst of them. */
export const badTopics: TopicListParams = { onlyBad: true, sort: '-offline', pageSize: 1 }

/** The list's state as parameters of its request, the same on the server and in the browser. */
export const topicListParams = (list: {
  search: string
  sort: string
  page: number
  pageSize: number
  filter: (name: keyof typeof topicFilters) => string
}): TopicListParams => {
  const params: TopicListParams = { sort: list.sort, page: list.page, pageSize: list.pageSize }
  if (list.search) params.search = list.search
  if (list.filter('onlyBad')) params.onlyBad = true
  if (list.filter('internal') === 'false') params.internal = false
  if (list.filter('policy')) params.policy = list.filter('policy')
  return params
}
