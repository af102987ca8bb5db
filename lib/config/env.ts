import { hostname } from 'node:os'

/** What the process was told from outside. Absent is null, never an empty string. */
export type Environment = {
  /** `highwater_owner`: migrations. Absent: no history. */
  databaseUrl: string | null
  /** `highwater_app`: what the running processes use; falls back to `databaseUrl`. */
  appDatabaseUrl: string | null
  /** Where the web server listens: loopback until sign-in exists. */
  host: string
  port: number
  nodeEnv: 'production' | 'development' | 'test'
  configFile: string | null
  kafkaBrokers: string | null
  /** Tick of the cluster that `KAFKA_BROKERS` makes. */
  tickMs: number | null
  /** Names this process in the lease of a cluster. */
  instanceId: string
  /** Folder for what a process keeps on disk: spool, demo data. */
  dataFolder: string
  logLevel: string
  /** Port of the collector's own /metrics and health; null: none is opened. */
  collectorPort: number | null
}

type Source = Record<string, string | undefined>

const text = (source: Source, name: string): string | null => source[name]?.trim() || null

const integer = (source: Source, name: string): number | null => {
  const value = text(source, name)
  if (value === null) return null
  if (!/^\d{1,9}$/.test(value)) throw new Error(`${name}="${value}" is not a whole number`)
  return Number(value)
}

const nodeEnv = (value: string | null): Environment['nodeEnv'] =>
  value === 'production' || value === 'test' ? value : 'development'

/**
 * Reads the environment, each time anew. The only place of lib, app and components that does.
 * @throws Error naming the variable when a number is not one.
 */
export function env(source: Source = process.env): Environment {
  const databaseUrl = text(source, 'DATABASE_URL')
  return {
    databaseUrl,
    appDatabaseUrl: text(source, 'APP_DATABASE_URL') ?? databaseUrl,
    host: text(source, 'HOST') ?? '127.0.0.1',
    port: integer(source, 'PORT') ?? 3000,
    nodeEnv: nodeEnv(text(source, 'NODE_ENV')),
    configFile: text(source, 'HIGHWATER_CONFIG'),
    kafkaBrokers: text(source, 'KAFKA_BROKERS'),
    tickMs: integer(source, 'HIGHWATER_TICK_MS'),
    instanceId: text(source, 'HIGHWATER_INSTANCE') ?? `${hostname()}-${process.pid}`,
    dataFolder: text(source, 'HIGHWATER_DATA') ?? '.highwater',
    logLevel: text(source, 'LOG_LEVEL') ?? 'info',
    collectorPort: integer(source, 'HIGHWATER_COLLECTOR_PORT'),
  }
}
