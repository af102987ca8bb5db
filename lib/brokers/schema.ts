import { z } from 'zod'
import { isoTime } from '../http/schema.ts'

export const logDir = z.object({
  path: z.string(),
  totalBytes: z.number().nullable(),
  usedBytes: z.number().nullable(),
  usedPercent: z.number().nullable(),
  error: z.string().nullable(),
})
export type LogDirItem = z.infer<typeof logDir>

export const brokerItem = z.object({
  id: z.number().int(),
  host: z.string(),
  port: z.number().int(),
  rack: z.string().nullable(),
  /** Null: nothing was due to it yet. */
  reachable: z.boolean().nullable(),
  fenced: z.boolean().nullable(),
  isController: z.boolean().nullable(),
  leaders: z.number().int().nullable(),
  replicas: z.number().int().nullable(),
  /** Replicas this broker holds that are not in sync, and partitions it should lead but does not. */
  outOfSync: z.number().int().nullable(),
  notPreferred: z.number().int().nullable(),
  logDirs: z.array(logDir),
  diskTotalBytes: z.number().nullable(),
  diskUsedBytes: z.number().nullable(),
  /** The worst dir's. */
  diskUsedPercent: z.number().nullable(),
  diskObservedAt: isoTime.nullable(),
  /** When what it knows is not known now: the last value and its time. */
  diskLastPercent: z.number().nullable(),
  /** Seconds until the worst dir is full at the rate of the stored history; null when not foreseeable. */
  diskRunwaySeconds: z.number().nullable(),
  requestP99Ms: z.number().nullable(),
  /** Why there is no p99: "not measured: add a metrics endpoint", "no produce requests flow", … */
  requestP99Reason: z.string().nullable(),
  requestP99Source: z.string().nullable(),
  roundTripMs: z.number().nullable(),
  bytesInPerSecond: z.number().nullable(),
  bytesOutPerSecond: z.number().nullable(),
  handlerIdleRatio: z.number().nullable(),
  lastAnsweredAt: isoTime.nullable(),
  failingSince: isoTime.nullable(),
  failure: z.string().nullable(),
})
export type BrokerItem = z.infer<typeof brokerItem>

export const brokerPartition = z.object({
  topic: z.string(),
  partition: z.number().int(),
  role: z.enum(['leader', 'follower']),
  inSync: z.boolean(),
  sizeBytes: z.number().nullable(),
})

export const brokerDetail = brokerItem.extend({
  /** Partitions it holds a replica of: the bad ones first, at most 500. */
  partitions: z.array(brokerPartition),
  partitionCount: z.number().int(),
  voter: z
    .object({
      logEndOffset: z.string().nullable(),
      behind: z.number().nullable(),
      lastCaughtUpAt: isoTime.nullable(),
    })
    .nullable(),
})
export type BrokerDetail = z.infer<typeof brokerDetail>
