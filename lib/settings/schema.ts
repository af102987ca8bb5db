import { z } from 'zod'
import { isoTime } from '../http/schema.ts'

export const storagePart = z.object({
  part: z.enum(['raw', 'rollups', 'events', 'live']),
  bytes: z.number(),
  /** Of the last whole day; null before there was one. */
  bytesPerDay: z.number().nullable(),
  since: isoTime.nullable(),
  /** By the settings; null: not kept by time. */
  keptDays: z.number().nullable(),
  /** Until the oldest of it is dropped. */
  daysLeft: z.number().nullable(),
})
export type StoragePartItem = z.infer<typeof storagePart>

/** Which process watches a cluster for history. */
export const watcher = z.object({
  clusterId: z.string(),
  /** Host and process of the collector. */
  holder: z.string(),
  since: isoTime,
  /** Its last sign of life. */
  renewedAt: isoTime,
  /** False: its time ran out, and nobody took the cluster over yet. */
  alive: z.boolean(),
})
export type Watcher = z.infer<typeof watcher>

export const storage = z.object({
  rawHours: z.number(),
  rollupDays: z.number(),
  totalBytes: z.number(),
  parts: z.array(storagePart),
  watchers: z.array(watcher),
})
export type Storage = z.infer<typeof storage>
