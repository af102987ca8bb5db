import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { GroupTrend, TopicTrend, Trends } from '../trends/schema.ts'
import type { LiveRecord } from './live.ts'
import {
  type PackedCommits,
  type PackedTopic,
  type PackedVoter,
  packCommits,
  packTopic,
  packVoter,
  unpackCommits,
  unpackTopic,
  unpackVoter,
} from './pack.ts'
import {
  type ClusterSnapshot,
  type GroupSnapshot,
  type Observed,
  type Quorum,
  SNAPSHOT_VERSION,
} from './schema.ts'
import { type Packed, packTable, unpackTable } from './table.ts'

/** Bumped with every change of the packed form; another version's bytes are not read. */
const FORM = 1
const VERSION = `${SNAPSHOT_VERSION}.${FORM}`

type PackedGroup = Omit<GroupSnapshot, 'commits'> & { commits: PackedCommits[] | null }
type PackedQuorum = Omit<Quorum, 'voters' | 'observers'> & {
  voters: PackedVoter[]
  observers: PackedVoter[]
}
type PackedSnapshot = Omit<ClusterSnapshot, 'topics' | 'groups' | 'quorum'> & {
  topics: PackedTopic[]
  groups: PackedGroup[]
  quorum: Observed<PackedQuorum>
}
type PackedTrends = Omit<Trends, 'groups' | 'topics'> & {
  groups: Packed<GroupTrend>
  topics: Packed<TopicTrend>
}
type PackedRecord = Omit<LiveRecord, 'snapshot' | 'trends'> & {
  snapshot: PackedSnapshot
  trends: PackedTrends
}

/** The same observation with its value, and the one before it, in another form. */
const mapObserved = <A, B>(seen: Observed<A>, form: (value: A) => B): Observed<B> => ({
  ...seen,
  value: seen.value === null ? null : form(seen.value),
  last: seen.last && { ...seen.last, value: form(seen.last.value) },
})

const packGroup = (group: GroupSnapshot): PackedGroup => ({
  ...group,
  commits: group.commits?.map(packCommits) ?? null,
})

const unpackGroup = (packed: PackedGroup): GroupSnapshot => ({
  ...packed,
  commits: packed.commits?.map(unpackCommits) ?? null,
})

const packQuorum = (quorum: Quorum): PackedQuorum => ({
  ...quorum,
  voters: quorum.voters.map(packVoter),
  observers: quorum.observers.map(packVoter),
})

const unpackQuorum = (packed: PackedQuorum): Quorum => ({
  ...packed,
  voters: packed.voters.map(unpackVoter),
  observers: packed.observers.map(unpackVoter),
})

function pack(record: LiveRecord): PackedRecord {
  const { snapshot, trends } = record
  return {
    ...record,
    snapshot: {
      ...snapshot,
      topics: snapshot.topics.map(packTopic),
      groups: snapshot.groups.map(packGroup),
      quorum: mapObserved(snapshot.quorum, packQuorum),
    },
    trends: { ...trends, groups: packTable(trends.groups), topics: packTable(trends.topics) },
  }
}

function unpack(packed: PackedRecord): LiveRecord {
  const { snapshot, trends } = packed
  return {
    ...packed,
    snapshot: {
      ...snapshot,
      topics: snapshot.topics.map(unpackTopic),
      groups: snapshot.groups.map(unpackGroup),
      quorum: mapObserved(snapshot.quorum, unpackQuorum),
    },
    trends: { ...trends, groups: unpackTable(trends.groups), topics: unpackTable(trends.topics) },
  }
}

/** The stored form of a live record: packed JSON, compressed with zstd at its fastest level. */
export function encodeLive(record: LiveRecord): Buffer {
  const json = JSON.stringify({ form: VERSION, record: pack(record) })
  return zstdCompressSync(json, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })
}

/** The record again; null when the bytes are unreadable or of another version, which counts as absent. */
export function decodeLive(bytes: Buffer): LiveRecord | null {
  try {
    const stored = JSON.parse(zstdDecompressSync(bytes).toString()) as {
      form?: unknown
      record: PackedRecord
    }
    return stored.form === VERSION ? unpack(stored.record) : null
  } catch {
    return null
  }
}
