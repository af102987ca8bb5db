import type { Settings } from './config/schema.ts'
import type { appPool } from './db/pool.ts'
import type { LiveView } from './snapshot/cache.ts'
import type { GroupDescription, GroupSnapshot, Observed, Unreachable } from './snapshot/schema.ts'
import type { TopicConfig } from './topics/schema.ts'

/** Who asks. Until sign-in exists there is one operator, on this machine. */
export type Actor = { kind: 'operator'; name: string }

export type Database = ReturnType<typeof appPool>

/** What is known of a cluster without asking a broker, and what the last poll of this process met. */
export type Live = LiveView & {
  /** Why this process could not poll it; null when it could, or did not need to. */
  unreachable: Unreachable | null
}

/** Live reads of the one thing that is open, each remembered for 5 s. They never throw. */
export type DetailReads = {
  topicConfigs(topic: string, deadlineMs: number): Promise<Observed<TopicConfig[]>>
  describeGroup(group: GroupSnapshot, deadlineMs: number): Promise<Observed<GroupDescription>>
}

/** All that is impure, handed to every verb of every service. */
export type Context = {
  actor: Actor
  settings: Settings
  /** Throws `database_unavailable` when none is configured. */
  db(): Database
  live(clusterId: string): Promise<Live>
  /** Polls the brokers now; many who ask at once share one poll. Waits at most 2 s for it. */
  refresh(clusterId: string): Promise<Live>
  kafka(clusterId: string): DetailReads
  /** Whether a client of the other library gets in, and if not why; remembered for 30 s. Never throws. */
  probe(clusterId: string, deadlineMs: number): Promise<{ ok: boolean; reason: string | null }>
  /** Epoch milliseconds. */
  now(): number
  /** Milliseconds this request may still wait for Kafka or Postgres: 2 s in all. */
  left(): number
  requestId: string
}
