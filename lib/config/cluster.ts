import { isAbsolute, resolve } from 'node:path'
import { isScalar, isSeq } from 'yaml'
import { parseHostPort } from './addresses.ts'
import {
  type Field,
  flag,
  integer,
  items,
  mapping,
  oneOf,
  refuse,
  text,
  texts,
  written,
} from './field.ts'
import { metrics } from './metrics-field.ts'
import type { ClusterConfig, SaslConfig, SecretRef, TlsConfig } from './schema.ts'
import { readSecret, secretValue } from './secrets.ts'

/** What a cluster is watched with when nothing else is said. Times in milliseconds. */
export const clusterDefaults: Pick<ClusterConfig, 'groups' | 'topics' | 'poll'> = {
  groups: { include: ['*'], exclude: [], cap: 5000, noHistory: ['console-consumer-*'] },
  topics: { include: ['*'], exclude: [] },
  poll: { tickMs: 15_000, connectTimeoutMs: 5_000, requestTimeoutMs: 5_000 },
}

const idPattern = /^[a-z0-9-]{1,40}$/

/** A secret: the text itself, `${NAME}`, or `file:` and a path (relative to the configuration file). */
function secret(field: Field, folder: string): SecretRef {
  const value = text(field)
  // Only as written: a password from a variable may happen to begin with "file:".
  if (!isScalar(field.node) || !String(field.node.value).startsWith('file:'))
    return secretValue(value)
  const path = value.slice('file:'.length)
  const ref = { file: isAbsolute(path) ? path : resolve(folder, path) }
  try {
    readSecret(ref)
  } catch (error) {
    refuse(field, (error as Error).message)
  }
  return ref
}

/** `host:port` of one server, checked; the reason quotes what is written, not what a variable holds. */
function server(field: Field, value: string, shown: string): { host: string; port: number } {
  const parsed = parseHostPort(value)
  if ('reason' in parsed) return refuse(field, parsed.reason.replaceAll(value.trim(), shown.trim()))
  return parsed
}

function bootstrapServers(field: Field): { host: string; port: number }[] {
  const servers = isSeq(field.node)
    ? items(field).map((item) => server(item, text(item), written(item)))
    : parseBrokerList(text(field)).map((one) => server(field, one, written(field)))
  if (servers.length === 0) refuse(field, 'needs at least one host:port')
  return servers
}

/** The parts of a comma separated list. */
export const parseBrokerList = (list: string): string[] =>
  list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

function tls(field: Field, folder: string): TlsConfig | null {
  if (isScalar(field.node)) return flag(field) ? { rejectUnauthorized: true } : null
  const set = mapping(field, ['ca', 'cert', 'key', 'serverName', 'rejectUnauthorized'])
  if (set.cert && !set.key) refuse(set.cert, 'needs key beside it')
  if (set.key && !set.cert) refuse(set.key, 'needs cert beside it')
  return {
    ...(set.ca && { ca: secret(set.ca, folder) }),
    ...(set.cert && { cert: secret(set.cert, folder) }),
    ...(set.key && { key: secret(set.key, folder) }),
    ...(set.serverName && { serverName: text(set.serverName) }),
    rejectUnauthorized: set.rejectUnauthorized ? flag(set.rejectUnauthorized) : true,
  }
}

function sasl(field: Field, folder: string): SaslConfig {
  const set = mapping(field, ['mechanism', 'username', 'password', 'token'])
  if (!set.mechanism) return refuse(field, 'needs mechanism')
  const mechanism = oneOf(set.mechanism, ['plain', 'scram-sha-256', 'scram-sha-512', 'oauthbearer'])
  if (mechanism === 'oauthbearer') {
    const wrong = set.username ?? set.password
    if (wrong) refuse(wrong, 'oauthbearer takes a token, not a username and password')
    if (!set.token) return refuse(field, 'oauthbearer needs token')
    return { mechanism, token: secret(set.token, folder) }
  }
  if (set.token) refuse(set.token, `${mechanism} takes username and password, not a token`)
  if (!set.username) return refuse(field, `${mechanism} needs username`)
  if (!set.password) return refuse(field, `${mechanism} needs password`)
  return { mechanism, username: text(set.username), password: secret(set.password, folder) }
}

const optional = <T>(field: Field | undefined, read: (field: Field) => T, fallback: T): T =>
  field ? read(field) : fallback

/**
 * One entry of `clusters`.
 * @param folder that `file:` paths are relative to
 * @throws ConfigError with line, field and reason
 */
export function cluster(field: Field, folder: string): ClusterConfig {
  const set = mapping(field, [
    ...(['id', 'name', 'environment', 'bootstrapServers', 'tls', 'sasl', 'metrics'] as const),
    ...(['groups', 'topics', 'poll'] as const),
  ])
  if (!set.id) return refuse(field, 'needs id')
  const id = text(set.id)
  if (!idPattern.test(id))
    refuse(set.id, 'must be 1 to 40 of the characters a-z, 0-9 and - (it is part of every address)')
  if (!set.bootstrapServers) return refuse(field, 'needs bootstrapServers')
  const groups = set.groups ? mapping(set.groups, ['include', 'exclude', 'cap', 'noHistory']) : {}
  const topics = set.topics ? mapping(set.topics, ['include', 'exclude']) : {}
  const poll = set.poll ? mapping(set.poll, ['tickMs', 'connectTimeoutMs', 'requestTimeoutMs']) : {}
  const usual = clusterDefaults
  return {
    id,
    name: optional(set.name, text, id),
    environment: optional(
      set.environment,
      (f) => oneOf(f, ['production', 'staging', 'development', 'other']),
      'other',
    ),
    bootstrapServers: bootstrapServers(set.bootstrapServers),
    tls: optional(set.tls, (f) => tls(f, folder), null),
    sasl: optional(set.sasl, (f) => sasl(f, folder), null),
    metrics: optional(set.metrics, metrics, null),
    groups: {
      include: optional(groups.include, texts, usual.groups.include),
      exclude: optional(groups.exclude, texts, usual.groups.exclude),
      cap: optional(groups.cap, (f) => integer(f, 1, 100_000), usual.groups.cap),
      noHistory: optional(groups.noHistory, texts, usual.groups.noHistory),
    },
    topics: {
      include: optional(topics.include, texts, usual.topics.include),
      exclude: optional(topics.exclude, texts, usual.topics.exclude),
    },
    poll: {
      tickMs: optional(poll.tickMs, (f) => integer(f, 1_000, 600_000), usual.poll.tickMs),
      connectTimeoutMs: optional(
        poll.connectTimeoutMs,
        (f) => integer(f, 100, 60_000),
        usual.poll.connectTimeoutMs,
      ),
      requestTimeoutMs: optional(
        poll.requestTimeoutMs,
        (f) => integer(f, 100, 60_000),
        usual.poll.requestTimeoutMs,
      ),
    },
  }
}
