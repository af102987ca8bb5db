import { setImmediate as breathe } from 'node:timers/promises'
import type pg from 'pg'
import { readTransaction } from '../db/pool.ts'
import type { SeedPoints } from '../trends/schema.ts'
import type { Column } from './chunk.ts'
import { endsOf, gaugeValues } from './derive.ts'
import { type FoundSeries, findClusterKey, findSeries } from './find-series.ts'
import { readWindow } from './read-hours.ts'
import { gaugeIndex, gauges } from './series.ts'
import type { Block } from './window.ts'

const BATCH = 100
/** Points of a thing over the range: enough to interpolate between, few enough for thousands of things. */
const POINTS = 40
/** The latest polls are all kept: rates begin with them. */
const LATEST = 8

/** Places to keep: about `POINTS` evenly, and the latest. */
const chosen = (length: number): number[] => {
  const every = Math.max(1, Math.ceil((length - LATEST) / (POINTS - LATEST)))
  return Array.from({ length }, (_, i) => i).filter(
    (i) => i >= length - LATEST || (length - 1 - i) % every === 0,
  )
}

type Points<T> = (block: Block, series: FoundSeries, since: number) => T[]

const numberAt = ({ base, values }: Column, i: number): number | null => {
  const value = values[i] as number
  return Number.isNaN(value) ? null : Number(base) + value
}

const topicPoints = (block: Block, topic: FoundSeries, since: number): SeedPoints['topics'] => {
  const ends = endsOf(block.series.get(topic.key) ?? [])
  return chosen(block.times.length)
    .filter((i) => (block.times[i] as number) >= since)
    .map((i) => ({
      topicId: topic.subject,
      at: block.times[i] as number,
      endOffsets: ends.map((column) => numberAt(column, i)),
    }))
    .filter(({ endOffsets }) => endOffsets.some((end) => end !== null))
}

const groupPoints = (block: Block, group: FoundSeries, since: number): SeedPoints['groups'] => {
  const lagAt = gaugeIndex(gauges.group, 'lagMessages')
  const column = block.series.get(group.key)?.[lagAt]
  const lag = gaugeValues(column, 1, block.times.length)
  return chosen(block.times.length)
    .filter((i) => (block.times[i] as number) >= since)
    .map((i) => ({
      group: group.subject,
      at: block.times[i] as number,
      lagMessages: Number.isNaN(lag[i]) ? null : (lag[i] as number),
    }))
}

/**
 * Hands over what is stored since a time, thinned out, for a tracker that starts: end offsets by topic id
 * in several parts, then the lag of all groups in one (a total needs them together); oldest first for
 * each thing. Nothing is stored: nothing is handed over.
 */
export const seedPoints = async (
  pool: pg.Pool,
  clusterId: string,
  kafkaClusterId: string,
  since: number,
  take: (points: SeedPoints) => void,
): Promise<void> => {
  await readTransaction(pool, async (client) => {
    const clusterKey = await findClusterKey(client, { clusterId, kafkaClusterId })
    if (clusterKey === null) return
    const read = async <T>(all: FoundSeries[], points: Points<T>, each: (points: T[]) => void) => {
      for (let at = 0; at < all.length; at += BATCH) {
        const batch = all.slice(at, at + BATCH)
        const block = await readWindow(client, clusterKey, batch, since, Date.now() + 60_000)
        each(batch.flatMap((one) => points(block, one, since)))
        await breathe()
      }
    }
    await read(await findSeries(client, clusterKey, 'topic'), topicPoints, (topics) =>
      take({ topics, groups: [] }),
    )
    const groups: SeedPoints['groups'] = []
    await read(await findSeries(client, clusterKey, 'group'), groupPoints, (points) => {
      groups.push(...points)
    })
    take({ topics: [], groups })
  })
}
