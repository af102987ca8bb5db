import { api, paths } from '../../lib/paths.ts'
import { type BenchShape, groupName, topicName } from './shape.ts'
import { CLUSTER_ID } from './watching.ts'

const c = CLUSTER_ID
const lastHour = { from: 'now-1h', points: 300 }
const worst = { sort: '-lagMessages', pageSize: 50 }

/** The requests of a browser that has one of the pages open; `n` chooses which group, topic or broker. */
export const views: Record<string, (shape: BenchShape, n: number) => string[]> = {
  clusters: () => [api.clusters()],
  cluster: () => [
    api.cluster(c),
    api.groups(c, { sort: '-lagMessages', pageSize: 10 }),
    api.clusterHistory(c, { metric: 'lag', ...lastHour }),
    api.events(c),
  ],
  groups: () => [api.groups(c, worst)],
  group: ({ groups }, n) => [
    api.group(c, groupName(n % groups)),
    api.groupHistory(c, groupName(n % groups), lastHour),
  ],
  topics: () => [api.topics(c, { sort: 'name', pageSize: 50 })],
  topic: ({ topics }, n) => [
    api.topic(c, topicName(n % topics)),
    api.topicHistory(c, topicName(n % topics), lastHour),
  ],
  brokers: () => [api.brokers(c)],
  broker: (_, n) => [api.broker(c, (n % 3) + 1), api.brokerHistory(c, (n % 3) + 1, lastHour)],
}

/** The lists and details that a page needs before it can be read, by the name they are reported under. */
export const routes: Record<string, (shape: BenchShape, n: number) => string> = {
  'GET clusters': () => api.clusters(),
  'GET cluster': () => api.cluster(c),
  'GET groups': () => api.groups(c, worst),
  'GET groups, searched': () => api.groups(c, { search: '00', sort: 'id', pageSize: 50 }),
  'GET group': ({ groups }, n) => api.group(c, groupName(n % groups)),
  'GET group history': ({ groups }, n) => api.groupHistory(c, groupName(n % groups), lastHour),
  'GET topics': () => api.topics(c, { sort: 'name', pageSize: 50 }),
  'GET topic': ({ topics }, n) => api.topic(c, topicName(n % topics)),
  'GET brokers': () => api.brokers(c),
  'GET broker': (_, n) => api.broker(c, (n % 3) + 1),
  'GET events': () => api.events(c),
  'page clusters': () => paths.clusters(),
  'page cluster': () => paths.cluster(c),
  'page groups': () => paths.groups(c),
  'page group': ({ groups }, n) => paths.group(c, groupName(n % groups)),
  'page topics': () => paths.topics(c),
}
