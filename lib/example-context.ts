import { evaluateChecks } from './clusters/checks.ts'
import type { ClusterConfig, Settings } from './config/schema.ts'
import type { Context, DetailReads, Live } from './context.ts'
import { AppError } from './errors.ts'
import { NOW, snapshot } from './groups/example-snapshot.ts'
import type { LiveRecord } from './snapshot/live.ts'
import type { ClusterSnapshot } from './snapshot/schema.ts'
import type { Trends } from './trends/schema.ts'

/** A context of plain data for tests of services: nothing behind it but what the test hands in. */

export const exampleConfig = (over: Partial<ClusterConfig> = {}): ClusterConfig => ({
  id: 'demo',
  name: 'Demo',
  environment: 'development',
  bootstrapServers: [{ host: '127.0.0.1', port: 9 }],
  tls: null,
  sasl: null,
  metrics: null,
  groups: { include: ['*'], exclude: [], cap: 5_000, noHistory: [] },
  topics: { include: ['*'], exclude: [] },
  poll: { tickMs: 15_000, connectTimeoutMs: 5_000, requestTimeoutMs: 5_000 },
  ...over,
})

export const exampleSettings = (clusters: ClusterConfig[] = [exampleConfig()]): Settings => ({
  clusters,
  history: { rawHours: 48, rollupDays: 90 },
  spool: { folder: '/nowhere', maxBytes: 0 },
})

const NO_TRENDS: Trends = {
  at: NOW,
  watchedSince: NOW - 3_600_000,
  groups: {},
  topics: {},
  cluster: { recordsPerSecond: null, lagSpark: [], checkSparks: {} },
}

/** A record as the collector writes it, with the checks that the rules make of the snapshot. */
export const recordOf = (
  over: Partial<ClusterSnapshot> = {},
  more: Partial<LiveRecord> = {},
): LiveRecord => {
  const seen = snapshot(over)
  const trends = more.trends ?? NO_TRENDS
  return {
    snapshot: seen,
    unreachable: null,
    trends,
    checks: evaluateChecks({
      snapshot: seen,
      unreachable: null,
      trends,
      previous: [],
      metricsConfigured: false,
      now: seen.observedAt,
    }),
    writtenBy: 'collector-1',
    writtenAt: seen.observedAt,
    ...more,
  }
}

/** Details that no broker answers. */
const SILENT: DetailReads = {
  topicConfigs: async () => ({ value: null, observedAt: null, reason: 'silent', last: null }),
  describeGroup: async () => ({ value: null, observedAt: null, reason: 'silent', last: null }),
}

type Given = {
  record: LiveRecord | null
  live?: Partial<Live>
  settings?: Settings
  details?: Partial<DetailReads>
  db?: Context['db']
  /** The clock, epoch milliseconds. */
  at?: number
  left?: Context['left']
}

/** By default: one cluster `demo` seen by the collector just now, no database, silent brokers. */
export const exampleContext = ({
  record,
  live,
  settings,
  details,
  db,
  at,
  left,
}: Given): Context => {
  const seen: Live = {
    record,
    via: record ? 'collector' : 'none',
    databaseAway: false,
    unreachable: null,
    ...live,
  }
  return {
    actor: { kind: 'operator', name: 'test' },
    settings: settings ?? exampleSettings(),
    db:
      db ??
      (() => {
        throw new AppError('database_unavailable', 'No database is configured')
      }),
    live: async () => seen,
    refresh: async () => seen,
    kafka: () => ({ ...SILENT, ...details }),
    probe: async () => ({ ok: record !== null, reason: record ? null : 'nothing listens' }),
    now: () => at ?? NOW,
    left: left ?? (() => 2_000),
    requestId: 'test-request',
  }
}
