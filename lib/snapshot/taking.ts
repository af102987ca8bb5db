import type { ClusterConfig } from '../config/schema.ts'
import type { Poll } from '../kafka/control-plane/poll.ts'
import type { Failure } from '../kafka/errors.ts'
import type { Plan } from './plan.ts'
import type { ClusterSnapshot, CommittedTopic, Problem, TopicSnapshot } from './schema.ts'

/** Item problems kept of one poll: enough to see what is wrong, not one per partition of a cluster. */
const MOST_PROBLEMS = 200

/** What the steps of one poll share. */
export type Taking = {
  poll: Poll
  config: ClusterConfig
  previous: ClusterSnapshot | null
  plan: Plan
  keepsTopic: (name: string) => boolean
  keepsGroup: (id: string) => boolean
  /** The previous poll's topics by topic id. */
  topicsBefore: Map<string, TopicSnapshot>
  /** The previous poll's commits by group id: unchanged ones are kept as they are. */
  commitsBefore: Map<string, CommittedTopic[] | null>
  problems: Problem[]
}

type ProblemScope = {
  node?: number | null
  topic?: string
  partition?: number
  group?: string
}

/** Notes what did not succeed. A broker that is not asked is noted once, not once per request. */
export function note(taking: Taking, request: string, failure: Failure, scope: ProblemScope): void {
  const { problems } = taking
  const node = scope.node ?? null
  if (
    failure.code === 'not_asked' &&
    problems.some((p) => p.code === 'not_asked' && p.node === node)
  )
    return
  if (problems.length > MOST_PROBLEMS) return
  if (problems.length === MOST_PROBLEMS) {
    const message = `more than ${MOST_PROBLEMS} problems: the rest is not listed`
    problems.push({
      ...failure,
      request,
      node: null,
      topic: null,
      partition: null,
      group: null,
      message,
    })
    return
  }
  problems.push({
    code: failure.code,
    request,
    node,
    topic: scope.topic ?? null,
    partition: scope.partition ?? null,
    group: scope.group ?? null,
    message: failure.message,
  })
}

/** The reason to show beside a value that a broker would have told. */
export const reasonOf = (node: number, failure: Failure): string =>
  `broker ${node}: ${failure.message}`
