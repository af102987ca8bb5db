import { indexSnapshot, isDown, keep } from '../groups/snapshot-index.ts'
import type { BrokerSnapshot, ClusterSnapshot, LogDir } from '../snapshot/schema.ts'
import { without } from '../topics/rules.ts'

export type BrokerCounts = {
  leaders: number
  replicas: number
  /** Replicas it holds that are not in sync: not in the ISR, or of a partition without a leader. */
  outOfSync: number
  /** Partitions it should lead, being the first of the replicas, and does not. */
  notPreferred: number
}

/** Counts of every broker that holds a replica, kept for the life of the snapshot. */
export const brokerCounts = (snapshot: ClusterSnapshot): Map<number, BrokerCounts> => {
  const index = indexSnapshot(snapshot)
  return keep(index, 'brokerCounts', () => {
    const counts = new Map<number, BrokerCounts>()
    const of = (id: number): BrokerCounts => {
      let one = counts.get(id)
      if (!one) {
        one = { leaders: 0, replicas: 0, outOfSync: 0, notPreferred: 0 }
        counts.set(id, one)
      }
      return one
    }
    for (const { id } of snapshot.brokers) of(id)
    for (const topic of snapshot.topics) {
      for (const p of topic.partitions) {
        if (p.leader >= 0) of(p.leader).leaders += 1
        const first = p.replicas[0]
        if (first !== undefined && first !== p.leader) of(first).notPreferred += 1
        for (const id of p.replicas) {
          const broker = of(id)
          broker.replicas += 1
          if (p.leader < 0 || !p.isr.includes(id)) broker.outOfSync += 1
        }
      }
    }
    return counts
  })
}

/** Brokers whose replica is missing from an ISR, without those a reassignment is still filling. */
export const missingReplicas = (replicas: number[], isr: number[], adding: number[]): number[] =>
  without(without(replicas, isr), adding)

export type DirUse = {
  path: string
  totalBytes: number | null
  usedBytes: number | null
  usedPercent: number | null
  error: string | null
}

/** Used bytes and percent of a log dir; null where Kafka says -1 or the dir is offline. */
export const dirUse = (dir: LogDir): DirUse => {
  const total = dir.totalBytes !== null && dir.totalBytes > 0 ? dir.totalBytes : null
  const usable = dir.usableBytes !== null && dir.usableBytes >= 0 ? dir.usableBytes : null
  const known = dir.error === null && total !== null && usable !== null
  return {
    path: dir.path,
    totalBytes: total,
    usedBytes: known ? total - usable : null,
    usedPercent: known ? (100 * (total - usable)) / total : null,
    error: dir.error,
  }
}

export type BrokerDisk = {
  dirs: DirUse[]
  totalBytes: number | null
  usedBytes: number | null
  /** Of the worst dir; null when no dir's use is known now. */
  usedPercent: number | null
  worst: DirUse | null
  /** Offline dirs: critical whatever the others say. */
  offline: DirUse[]
  /** Dirs whose use is not known although they are online. */
  unknown: DirUse[]
  observedAt: number | null
  /** Why there is nothing, else null. */
  reason: string | null
  /** What was known before, when nothing is known now. */
  lastPercent: number | null
  lastAt: number | null
}

/**
 * The disk of one broker: the check is its worst log dir, since Kafka does not move data between
 * dirs. A broker that does not answer has none now; what it last said is kept apart. Dirs on one
 * volume repeat its totals, so dirs with the same total and usable bytes count once in the sums.
 */
export const brokerDisk = (broker: BrokerSnapshot): BrokerDisk => {
  const dead = isDown(broker)
  const now = dead ? null : broker.logDirs.value
  const old = now ? null : lastDirs(broker)
  const dirs = (now ?? []).map(dirUse)
  const online = dirs.filter((dir) => dir.error === null)
  const known = online.filter((dir) => dir.usedPercent !== null)
  const volumes = new Map(known.map((dir) => [`${dir.totalBytes}/${dir.usedBytes}`, dir]))
  const sum = (of: (dir: DirUse) => number | null) =>
    known.length === 0 || known.length < online.length
      ? null
      : [...volumes.values()].reduce((total, dir) => total + (of(dir) ?? 0), 0)
  const worst = worstDir(known)
  return {
    dirs,
    totalBytes: sum((dir) => dir.totalBytes),
    usedBytes: sum((dir) => dir.usedBytes),
    usedPercent: worst?.usedPercent ?? null,
    worst,
    offline: dirs.filter((dir) => dir.error !== null),
    unknown: online.filter((dir) => dir.usedPercent === null),
    observedAt: now ? broker.logDirs.observedAt : null,
    reason: now ? null : dead ? `broker ${broker.id} does not answer` : noDirs(broker),
    lastPercent: worstDir((old?.value ?? []).map(dirUse))?.usedPercent ?? null,
    lastAt: old?.observedAt ?? null,
  }
}

const noDirs = (broker: BrokerSnapshot): string =>
  broker.logDirs.reason ?? `broker ${broker.id} was not asked yet`

const lastDirs = (broker: BrokerSnapshot): { value: LogDir[]; observedAt: number | null } | null =>
  broker.logDirs.value
    ? { value: broker.logDirs.value, observedAt: broker.logDirs.observedAt }
    : broker.logDirs.last

const worstDir = (dirs: DirUse[]): DirUse | null =>
  dirs.reduce<DirUse | null>(
    (worst, dir) => ((dir.usedPercent ?? -1) > (worst?.usedPercent ?? -1) ? dir : worst),
    null,
  )

/** Whether it is the active controller, from the quorum; null when that is not known now. */
export const isController = (snapshot: ClusterSnapshot, id: number): boolean | null =>
  snapshot.quorum.value ? snapshot.quorum.value.leaderId === id : null

/** Brokers that answer, and all that are known. A broker nothing was due to counts as it was last seen. */
export const brokersUp = (snapshot: ClusterSnapshot): { up: number; total: number } => ({
  up: snapshot.brokers.filter((b) => !isDown(b)).length,
  total: snapshot.brokers.length,
})
