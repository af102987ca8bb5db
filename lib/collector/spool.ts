import { mkdirSync } from 'node:fs'
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { NewEvent } from '../events/schema.ts'
import type { Lease } from '../history/lease.ts'
import type { Tick } from '../history/write.ts'
import { decodeLive } from '../snapshot/codec.ts'

/** A poll as it lies in the spool: enough to store it later under the fence it was made with. */
export type Spooled = { file: string; lease: Lease; tick: Tick }

type Header = {
  holder: string
  fence: string
  noHistory: readonly string[]
  events: readonly NewEvent[]
}

/** A poll that is lost: of which cluster, and when it was made (epoch ms). */
export type Dropped = { clusterId: string; at: number }

export type Spool = {
  /** Keeps a poll on disk. Returns the oldest, dropped to stay within the bound. */
  add(lease: Lease, tick: Tick): Promise<Dropped[]>
  /** Files of a cluster, oldest first. */
  list(clusterId: string): Promise<string[]>
  /** Null: the file is unreadable, or of another version of the product. */
  read(clusterId: string, file: string): Promise<Spooled | null>
  remove(clusterId: string, file: string): Promise<void>
}

type Entry = { path: string; clusterId: string; name: string; bytes: number }

const suffix = '.tick'

const listFolder = async (folder: string): Promise<string[]> => {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(suffix)).sort()
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw e
  }
}

/** Everything in the spool of all clusters, oldest first. */
const everything = async (folder: string): Promise<Entry[]> => {
  const entries: Entry[] = []
  for (const clusterId of await readdir(folder)) {
    for (const name of await listFolder(join(folder, clusterId))) {
      const path = join(folder, clusterId, name)
      const found = await stat(path).catch(() => null)
      if (found) entries.push({ path, clusterId, name, bytes: found.size })
    }
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Written beside, synced, then renamed: a file in the list is whole, whenever the process was killed. */
const writeWhole = async (path: string, parts: readonly Buffer[]) => {
  const half = `${path}.${process.pid}.half`
  const file = await open(half, 'w', 0o600)
  try {
    await file.writev(parts as Buffer[])
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(half, path)
}

/**
 * A bounded queue of polls on disk, for while Postgres is away. One file a poll, named by its time, so
 * that several processes may share the folder.
 *
 * @param folder made when missing
 * @param maxBytes over all clusters
 */
export const openSpool = (folder: string, maxBytes: number): Spool => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    add: async (lease, tick) => {
      const { snapshot, unreachable } = tick.record
      const at = unreachable ? unreachable.attemptedAt : snapshot.observedAt
      const header: Header = {
        holder: lease.holder,
        fence: String(lease.fence),
        noHistory: tick.noHistory,
        events: tick.events,
      }
      const own = join(folder, lease.clusterId)
      mkdirSync(own, { recursive: true, mode: 0o700 })
      const name = `${String(at).padStart(15, '0')}-${lease.fence}${suffix}`
      await writeWhole(join(own, name), [Buffer.from(`${JSON.stringify(header)}\n`), tick.live])
      const all = await everything(folder)
      let bytes = all.reduce((sum, entry) => sum + entry.bytes, 0)
      const dropped: Dropped[] = []
      for (const entry of all) {
        if (bytes <= maxBytes) break
        await rm(entry.path, { force: true })
        bytes -= entry.bytes
        dropped.push({ clusterId: entry.clusterId, at: Number.parseInt(entry.name, 10) })
      }
      return dropped
    },
    list: (clusterId) => listFolder(join(folder, clusterId)),
    read: async (clusterId, file) => {
      const bytes = await readFile(join(folder, clusterId, file)).catch(() => null)
      const end = bytes?.indexOf(10) ?? -1
      if (!bytes || end < 0) return null
      const live = bytes.subarray(end + 1)
      const record = decodeLive(live)
      if (!record) return null
      const header = JSON.parse(bytes.subarray(0, end).toString()) as Header
      const { holder, noHistory, events } = header
      const lease = { clusterId, holder, fence: BigInt(header.fence), ttlMs: 0 }
      return { file, lease, tick: { record, live, events, noHistory } }
    },
    remove: (clusterId, file) => rm(join(folder, clusterId, file), { force: true }),
  }
}
