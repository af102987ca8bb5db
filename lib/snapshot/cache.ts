import { decodeLive } from './codec.ts'
import type { LiveRecord } from './live.ts'

/** What is known of a cluster now, where it came from, and whether the database could be asked. */
export type LiveView = {
  record: LiveRecord | null
  via: 'collector' | 'web' | 'none'
  databaseAway: boolean
}

export type LiveCacheOptions = {
  /** The collector's row of a cluster; null when there is none. Rejects while the database is away. */
  readRow: (clusterId: string) => Promise<{ bytes: Buffer; writtenAt: number } | null>
  /** A poll by this process; `previous` is what is known so far. */
  poll: (clusterId: string, previous: LiveRecord | null) => Promise<LiveRecord>
  /** Epoch milliseconds. */
  now: () => number
  tickMs: number | ((clusterId: string) => number)
}

/** The row is read again at most this often, milliseconds. */
const ROW_EVERY_MS = 5_000
/** A row older than this many ticks is not waited for any more: this process polls itself. */
const FRESH_TICKS = 2
/** A row not read by then counts as a database that is away, so that a poll still fits in, milliseconds. */
const ROW_WAIT_MS = 1_000
/** Nobody waits longer than this, milliseconds. */
const LONGEST_WAIT_MS = 2_000

type Entry = {
  record: LiveRecord | null
  via: LiveView['via']
  databaseAway: boolean
  /** `writtenAt` of the row last decoded: the same row is not decoded twice. */
  rowWrittenAt: number | null
  rowReadAt: number
  reading: Promise<void> | null
  polledAt: number
  polling: Promise<void> | null
}

const newEntry = (): Entry => ({
  record: null,
  via: 'none',
  databaseAway: false,
  rowWrittenAt: null,
  rowReadAt: Number.NEGATIVE_INFINITY,
  reading: null,
  polledAt: Number.NEGATIVE_INFINITY,
  polling: null,
})

const view = ({ record, via, databaseAway }: Entry): LiveView => ({ record, via, databaseAway })

/** Resolves when the work is done or the time is up, whichever is first; the work goes on. */
function atMost(work: Promise<void>, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, Math.max(ms, 0))
  work.finally(() => {
    clearTimeout(timer)
    resolve()
  })
  return promise
}

/**
 * What pages are served from: the collector's row while it is fresh, else what this process polls.
 * However many ask at once, a cluster's row is read once and its brokers are polled once; nobody waits
 * longer than 2 s: what is known is served, and the poll finishes behind it.
 */
export function createLiveCache(options: LiveCacheOptions) {
  const { readRow, poll, now } = options
  const entries = new Map<string, Entry>()

  const tickOf = (clusterId: string, entry: Entry): number => {
    const configured =
      typeof options.tickMs === 'number' ? options.tickMs : options.tickMs(clusterId)
    return Math.max(configured, entry.record?.snapshot.tickMs ?? 0)
  }

  const entryOf = (clusterId: string): Entry => {
    const entry = entries.get(clusterId) ?? newEntry()
    entries.set(clusterId, entry)
    return entry
  }

  const take = (entry: Entry, record: LiveRecord, via: 'collector' | 'web') => {
    if (entry.record && entry.record.writtenAt > record.writtenAt) return
    entry.record = record
    entry.via = via
  }

  async function read(clusterId: string, entry: Entry): Promise<void> {
    entry.rowReadAt = now()
    try {
      const row = await readRow(clusterId)
      entry.databaseAway = false
      if (!row || row.writtenAt === entry.rowWrittenAt) return
      entry.rowWrittenAt = row.writtenAt
      const record = decodeLive(row.bytes)
      if (record) take(entry, record, 'collector')
    } catch {
      entry.databaseAway = true
    }
  }

  async function pollNow(clusterId: string, entry: Entry): Promise<void> {
    entry.polledAt = now()
    try {
      take(entry, await poll(clusterId, entry.record), 'web')
    } catch {
      // What is known stays; its age shows. The next poll is due a tick later.
    }
  }

  const startReading = (clusterId: string, entry: Entry): Promise<void> => {
    entry.reading ??= read(clusterId, entry).finally(() => {
      entry.reading = null
    })
    return entry.reading
  }

  const startPolling = (clusterId: string, entry: Entry): Promise<void> => {
    entry.polling ??= pollNow(clusterId, entry).finally(() => {
      entry.polling = null
    })
    return entry.polling
  }

  const isFresh = (clusterId: string, entry: Entry): boolean =>
    entry.record !== null && now() - entry.record.writtenAt < FRESH_TICKS * tickOf(clusterId, entry)

  return {
    /** What is known, at most 2 s from now. Polls when the row is old, at most once a tick. */
    async get(clusterId: string): Promise<LiveView> {
      const entry = entryOf(clusterId)
      const startedAt = now()
      const left = () => LONGEST_WAIT_MS - (now() - startedAt)
      if (entry.reading || startedAt - entry.rowReadAt >= ROW_EVERY_MS) {
        const reading = startReading(clusterId, entry)
        // With something fresh in hand nobody waits for the next row.
        if (!isFresh(clusterId, entry)) {
          await atMost(reading, entry.rowReadAt + ROW_WAIT_MS - now())
          if (entry.reading) entry.databaseAway = true
        }
      }
      if (isFresh(clusterId, entry)) return view(entry)
      const due = now() - entry.polledAt >= tickOf(clusterId, entry)
      if (entry.polling || due) await atMost(startPolling(clusterId, entry), left())
      return view(entry)
    },
    /** A person asks for now: polls whatever the row says, with everybody who asks meanwhile. */
    async refresh(clusterId: string): Promise<LiveView> {
      const entry = entryOf(clusterId)
      await atMost(startPolling(clusterId, entry), LONGEST_WAIT_MS)
      return view(entry)
    },
  }
}

export type LiveCache = ReturnType<typeof createLiveCache>
