import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { parseHostPort } from './addresses.ts'
import { cluster, clusterDefaults, parseBrokerList } from './cluster.ts'
import { env } from './env.ts'
import { ConfigError } from './error.ts'
import { type Field, fieldAt, integer, items, mapping, openMapping, refuse, text } from './field.ts'
import type { ClusterConfig, Settings } from './schema.ts'

/** Read when `HIGHWATER_CONFIG` names no other. */
export const defaultFile = 'highwater.config.yaml'

const historyDefaults = { rawHours: 48, rollupDays: 90 }
const spoolMaxBytes = 256 * 1024 * 1024

/**
 * The settings of the whole product: the file that `HIGHWATER_CONFIG` names, else
 * `highwater.config.yaml` of the working folder, else one cluster `default` from `KAFKA_BROKERS`.
 * @throws ConfigError with line, field and reason; a file that is only half right is refused whole.
 */
export function loadSettings(source: Record<string, string | undefined> = process.env): Settings {
  const told = env(source)
  const file = told.configFile ?? defaultFile
  if (existsSync(file)) return readSettings(readFileSync(file, 'utf8'), file, source)
  if (told.configFile)
    throw new ConfigError({ file, line: null, field: 'HIGHWATER_CONFIG', reason: 'no such file' })
  if (told.kafkaBrokers) return fromBrokers(told.kafkaBrokers, told.tickMs, told.dataFolder)
  throw new ConfigError({
    file: null,
    line: null,
    field: 'clusters',
    reason: `no cluster to watch: write ${defaultFile} (highwater.config.example.yaml shows how) or set KAFKA_BROKERS=host:9092`,
  })
}

/**
 * Settings from the text of a configuration file.
 * @param file its path: named in messages, and what `file:` references are relative to
 * @param variables what `${NAME}` may name
 */
export function readSettings(
  yaml: string,
  file: string,
  variables: Record<string, string | undefined>,
): Settings {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false })
  const broken = document.errors[0] ?? document.warnings[0]
  if (broken) {
    const { line } = lines.linePos(broken.pos[0])
    throw new ConfigError({ file, line, field: 'YAML', reason: broken.message })
  }
  const root = fieldAt({ file, document, lines, variables }, '', document.contents, 1)
  const set = mapping(root, ['clusters', 'history', 'spool'])
  if (!set.clusters) return refuse(root, 'clusters: needs at least one cluster')
  const folder = dirname(resolve(file))
  const clusters = items(set.clusters).map((item) => [item, cluster(item, folder)] as const)
  if (clusters.length === 0) refuse(set.clusters, 'needs at least one cluster')
  refuseRepeatedIds(clusters)
  const history = set.history ? mapping(set.history, ['rawHours', 'rollupDays']) : {}
  const spool = set.spool ? mapping(set.spool, ['folder', 'maxBytes']) : {}
  return {
    clusters: clusters.map(([, config]) => config),
    history: {
      rawHours: history.rawHours ? integer(history.rawHours, 2, 24 * 30) : historyDefaults.rawHours,
      rollupDays: history.rollupDays
        ? integer(history.rollupDays, 1, 3650)
        : historyDefaults.rollupDays,
    },
    spool: {
      folder: spool.folder
        ? resolve(folder, text(spool.folder))
        : join(env(variables).dataFolder, 'spool'),
      maxBytes: spool.maxBytes ? integer(spool.maxBytes, 1024 * 1024, 2 ** 40) : spoolMaxBytes,
    },
  }
}

function refuseRepeatedIds(clusters: (readonly [Field, ClusterConfig])[]): void {
  const seen = new Set<string>()
  for (const [field, { id }] of clusters) {
    const place = openMapping(field).find(([key]) => key === 'id')?.[1] ?? field
    if (seen.has(id)) refuse(place, `another cluster has the id ${id} already`)
    seen.add(id)
  }
}

function fromBrokers(list: string, tickMs: number | null, dataFolder: string): Settings {
  const bootstrapServers = parseBrokerList(list).map((part) => {
    const parsed = parseHostPort(part)
    if ('reason' in parsed)
      throw new ConfigError({
        file: null,
        line: null,
        field: 'KAFKA_BROKERS',
        reason: parsed.reason,
      })
    return parsed
  })
  if (bootstrapServers.length === 0)
    throw new ConfigError({
      file: null,
      line: null,
      field: 'KAFKA_BROKERS',
      reason: 'needs at least one host:port',
    })
  const { groups, topics, poll } = clusterDefaults
  return {
    clusters: [
      {
        id: 'default',
        name: 'default',
        environment: 'other',
        bootstrapServers,
        tls: null,
        sasl: null,
        metrics: null,
        groups,
        topics,
        poll: { ...poll, ...(tickMs === null ? {} : { tickMs: Math.max(1_000, tickMs) }) },
      },
    ],
    history: historyDefaults,
    spool: { folder: join(dataFolder, 'spool'), maxBytes: spoolMaxBytes },
  }
}
