import { setTimeout as sleep } from 'node:timers/promises'
import {
  ConnectionPool,
  findCoordinatorV6,
  offsetCommitV9,
  ResponseError,
} from '@platformatic/kafka'
import { type BenchShape, groupName, topicName, topicsOfGroup } from './shape.ts'

type Place = { host: string; port: number }

const AT_ONCE = 20

/** Commits without members, many groups at once: what kafkajs can only do by joining each group. */
export const openCommitter = (bootstrap: string) => {
  const pool = new ConnectionPool('bench', { connectTimeout: 5000, requestTimeout: 30_000 })
  pool.on('connecting', ({ connection }) => connection.on('error', () => {}))
  const brokers = bootstrap.split(',').map((text) => {
    const [host = '', port = ''] = text.split(':')
    return { host, port: Number(port) }
  })
  const places = new Map<string, Place>()

  /** Coordinators are not there yet for a moment after a start: asked until they are, for a minute. */
  const locate = async (groups: string[]): Promise<void> => {
    const deadline = Date.now() + 60_000
    for (;;) {
      const left = groups.filter((id) => !places.has(id))
      if (left.length === 0) return
      if (Date.now() > deadline) throw new Error(`no coordinator for ${left.length} groups`)
      const connection = await pool.getFirstAvailable(brokers)
      const answer = await findCoordinatorV6.api
        .async(connection, 0, left)
        .catch((e: unknown) => (e instanceof ResponseError ? e.response : Promise.reject(e)))
      for (const found of (answer as Awaited<ReturnType<typeof findCoordinatorV6.api.async>>)
        .coordinators) {
        if (found.errorCode === 0) places.set(found.key, { host: found.host, port: found.port })
      }
      if (groups.some((id) => !places.has(id))) await sleep(500)
    }
  }

  const commitAt = async (id: string, topics: { name: string; offsets: bigint[] }[]) => {
    const place = places.get(id)
    if (!place) throw new Error(`${id} has no coordinator`)
    const asked = topics.map(({ name, offsets }) => ({
      name,
      partitions: offsets.map((committedOffset, partitionIndex) => ({
        partitionIndex,
        committedOffset,
        committedLeaderEpoch: -1,
        committedMetadata: null,
      })),
    }))
    await offsetCommitV9.api.async(await pool.get(place), id, -1, '', null, asked)
  }

  const commitOne = (shape: BenchShape, index: number, offset: bigint): Promise<void> => {
    const offsets = Array<bigint>(shape.partitions).fill(offset)
    const topics = topicsOfGroup(shape, index).map((topic) => ({ name: topicName(topic), offsets }))
    return commitAt(groupName(index), topics)
  }

  return {
    /** Commits one offset on every partition of each group. */
    async commit(shape: BenchShape, groups: number[], offset: bigint): Promise<void> {
      await locate(groups.map(groupName))
      for (let i = 0; i < groups.length; i += AT_ONCE) {
        await Promise.all(groups.slice(i, i + AT_ONCE).map((g) => commitOne(shape, g, offset)))
      }
    },
    /** Commits of one group, by partition index. */
    async commitGroup(id: string, topics: { name: string; offsets: bigint[] }[]): Promise<void> {
      await locate([id])
      await commitAt(id, topics)
    },
    close: () => pool.close(),
  }
}
