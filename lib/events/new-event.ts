import type { ClusterSnapshot } from '../snapshot/schema.ts'
import type { EventKind, NewEvent } from './schema.ts'

/** An event seen between two polls: it happened after the first was taken and before the second. */
export const change = (
  kind: EventKind,
  previous: ClusterSnapshot,
  next: ClusterSnapshot,
  what: Partial<NewEvent>,
): NewEvent => ({
  kind,
  from: previous.observedAt,
  to: next.observedAt,
  topicId: null,
  topic: null,
  partition: null,
  group: null,
  broker: null,
  before: null,
  after: null,
  ...what,
})
