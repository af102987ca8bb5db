import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createMessageClient } from '../../lib/kafka/message-plane/client.ts'
import type { LocalCluster } from '../kafka/local-cluster.ts'
import { openCommitter } from './commits.ts'
import { FIRST_COMMIT, indexes, produce } from './fill.ts'
import type { BenchShape } from './shape.ts'

/** Moves half of all series: the even and the odd ones in turn, so that over two moves all have moved. */
export type Mover = { move(): Promise<void>; close(): Promise<void> }

/** Goes on where the last run in the cluster's folder ended, since its offsets are kept too. */
export const openMover = async (cluster: LocalCluster, shape: BenchShape): Promise<Mover> => {
  const file = join(cluster.folder, 'moves')
  let moves = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  const client = createMessageClient({ bootstrap: cluster.bootstrap, clientId: 'bench-mover' })
  const producer = client.producer({})
  const committer = openCommitter(cluster.bootstrap)
  await producer.connect()
  return {
    async move() {
      const half = moves % 2
      const offset = BigInt(FIRST_COMMIT + Math.floor(moves / 2) + 1)
      moves++
      writeFileSync(file, String(moves))
      const ofHalf = (count: number) => indexes(count).filter((i) => i % 2 === half)
      await produce(producer, shape, ofHalf(shape.topics), 1)
      await committer.commit(shape, ofHalf(shape.groups), offset)
    },
    async close() {
      await Promise.all([producer.disconnect(), committer.close()])
    },
  }
}
