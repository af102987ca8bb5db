import { apiVersionsV3, type Connection } from '@platformatic/kafka'
import type { ApiVersionsAnswer } from './answers.ts'
import type { Ledger } from './ledger.ts'
import type { KafkaRequest, RequestVersion } from './requests.ts'

/** A request that this broker does not offer in a version we speak. The message is safe to show. */
export class NotOfferedError extends Error {
  readonly code = 'PLT_KFK_UNSUPPORTED_API'
}

/** Told to brokers as the client's software name (KIP-511). */
const SOFTWARE_NAME = 'highwater'
const SOFTWARE_VERSION = '0.1.0'

/**
 * What a broker speaks, asked once per socket: a broker that is upgraded always means a new socket,
 * so rolling upgrades need nothing else.
 */
export function createVersionCache() {
  const bySocket = new WeakMap<Connection, Promise<ApiVersionsAnswer>>()
  const latest = new Map<string, ApiVersionsAnswer>()

  const ask = (connection: Connection, ledger: Ledger): Promise<ApiVersionsAnswer> => {
    ledger.count('ApiVersions v3')
    const versions = apiVersionsV3.api.async(connection, SOFTWARE_NAME, SOFTWARE_VERSION)
    bySocket.set(connection, versions)
    versions.then(
      (answer) => latest.set(`${connection.host}:${connection.port}`, answer),
      () => bySocket.delete(connection),
    )
    return versions
  }

  return {
    /** What the broker at `host:port` said last; null when it was never asked. */
    latest: (address: string): ApiVersionsAnswer | null => latest.get(address) ?? null,
    /** Asks now, whatever is known. */
    ask,
    /** The newest version of a request that both sides speak. Throws NotOfferedError. */
    async pick<A extends unknown[], R>(
      connection: Connection,
      request: KafkaRequest<A, R>,
      ledger: Ledger,
    ): Promise<RequestVersion<A, R>> {
      const { apiKeys } = await (bySocket.get(connection) ?? ask(connection, ledger))
      const range = apiKeys.find((api) => api.apiKey === request.key)
      const picked = request.versions.find(
        (v) => range && v.version <= range.maxVersion && v.version >= range.minVersion,
      )
      if (!picked) throw new NotOfferedError(`needs Kafka ≥ ${request.since}`)
      return picked
    },
  }
}

/** Kafka's `MetadataVersion` feature levels: the first level of each release. */
const releases: [level: number, release: string][] = [
  [30, '4.3'],
  [28, '4.2'],
  [26, '4.1'],
  [22, '4.0'],
  [21, '3.9'],
  [20, '3.8'],
  [15, '3.7'],
  [12, '3.6'],
  [9, '3.5'],
  [8, '3.4'],
  [4, '3.3'],
]

/** First release to speak a version of a request: for brokers without `metadata.version` (ZooKeeper mode). */
const spoken: [apiKey: number, version: number, release: string][] = [
  [2, 9, '3.9'], // ListOffsets, KIP-1005
  [16, 5, '3.8'], // ListGroups, KIP-848
  [9, 9, '3.7'], // OffsetFetch, KIP-848
]

/**
 * The release of a broker's software, e.g. `4.3`, from the newest `metadata.version` it supports;
 * a level above those known reads `4.3+`. In ZooKeeper mode it is told by the requests the broker
 * speaks; null where that does not tell.
 */
export function releaseOf(answer: ApiVersionsAnswer): string | null {
  const supported = answer.supportedFeatures?.find((f) => f.name === 'metadata.version')?.maxVersion
  const finalized = answer.finalizedFeatures?.find((f) => f.name === 'metadata.version')
  const level = supported ?? finalized?.maxVersionLevel
  if (level === undefined) {
    const speaks = ([key, version]: (typeof spoken)[number]) =>
      answer.apiKeys.some((api) => api.apiKey === key && api.maxVersion >= version)
    return spoken.find(speaks)?.[2] ?? null
  }
  const newest = releases[0]
  if (newest && level > newest[0]) return `${newest[1]}+`
  return releases.find(([first]) => level >= first)?.[1] ?? null
}
