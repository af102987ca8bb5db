import {
  type Connection,
  ConnectionPool,
  createTopicsV7,
  deleteRecordsV2,
  deleteTopicsV6,
  findCoordinatorV6,
  joinGroupV9,
  metadataV12,
  offsetCommitV9,
  ResponseError,
  syncGroupV5,
} from '@platformatic/kafka'

/** MEMBER_ID_REQUIRED: the coordinator has given an id to join with. */
const MEMBER_ID_REQUIRED = 79
/**
 * UNKNOWN_TOPIC_OR_PARTITION, COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE, NOT_COORDINATOR:
 * true for a moment after a topic was made or a broker started.
 */
const notYet = new Set([3, 14, 15, 16])

export type TopicPlan = { name: string; assignment: number[][]; configs?: Record<string, string> }

/**
 * What real clients do to a test cluster, in single steps that kafkajs lacks: topics placed on given
 * brokers, commits without members, records deleted, a member of a protocol that is not `consumer`.
 */
export function openExampleClients(bootstrap: string) {
  const pool = new ConnectionPool('example', { connectTimeout: 5_000, requestTimeout: 20_000 })
  pool.on('connecting', ({ connection }) => connection.on('error', () => {}))
  const brokers = bootstrap.split(',').map((text) => {
    const [host = '', port = ''] = text.split(':')
    return { host, port: Number(port) }
  })

  const any = () => pool.getFirstAvailable(brokers)

  async function coordinator(groupId: string): Promise<Connection> {
    const deadline = Date.now() + 20_000
    for (;;) {
      try {
        const answer = await findCoordinatorV6.api.async(await any(), 0, [groupId])
        const found = answer.coordinators[0]
        if (found) return await pool.get({ host: found.host, port: found.port })
      } catch (error) {
        if (!(error instanceof ResponseError) || Date.now() > deadline) throw error
      }
      await new Promise((done) => setTimeout(done, 200))
    }
  }

  async function leader(topic: string, partition: number): Promise<Connection> {
    const answer = await metadataV12.api.async(await any(), [topic], false, false)
    const found = answer.topics[0]?.partitions.find((p) => p.partitionIndex === partition)
    const broker = answer.brokers.find((b) => b.nodeId === found?.leaderId)
    if (!broker) throw new Error(`${topic}-${partition} has no leader`)
    return pool.get({ host: broker.host, port: broker.port })
  }

  return {
    async createTopics(topics: TopicPlan[]): Promise<void> {
      const wanted = topics.map(({ name, assignment, configs = {} }) => ({
        name,
        numPartitions: -1,
        replicationFactor: -1,
        assignments: assignment.map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds })),
        configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
      }))
      await createTopicsV7.api.async(await any(), wanted, 20_000, false)
    },
    async deleteTopic(name: string): Promise<void> {
      await deleteTopicsV6.api.async(await any(), [{ name, topicId: null }], 20_000)
    },
    /** Commits as an admin does: no member, generation -1. */
    async commit(groupId: string, topic: string, offsets: Record<number, bigint>): Promise<void> {
      const partitions = Object.entries(offsets).map(([partition, committedOffset]) => ({
        partitionIndex: Number(partition),
        committedOffset,
        committedLeaderEpoch: -1,
        committedMetadata: null,
      }))
      const deadline = Date.now() + 20_000
      for (;;) {
        try {
          const connection = await coordinator(groupId)
          const topics = [{ name: topic, partitions }]
          await offsetCommitV9.api.async(connection, groupId, -1, '', null, topics)
          return
        } catch (error) {
          const codes = error instanceof ResponseError ? error.errors.map((e) => e.apiCode) : []
          if (!codes.some((c) => notYet.has(c)) || Date.now() > deadline) throw error
          await new Promise((done) => setTimeout(done, 200))
        }
      }
    },
    /** Deletes the records below an offset: the log start moves up to it. */
    async deleteRecords(topic: string, partition: number, offset: bigint): Promise<void> {
      const topics = [{ name: topic, partitions: [{ partitionIndex: partition, offset }] }]
      await deleteRecordsV2.api.async(await leader(topic, partition), topics, 20_000)
    },
    /** Joins a group the way a Kafka Connect worker does: protocol type `connect`, bytes of its own. */
    async joinAsConnect(groupId: string): Promise<void> {
      const connection = await coordinator(groupId)
      const protocols = [{ name: 'sessioned', metadata: Buffer.from([0, 1, 2]) }]
      const join = (memberId: string) =>
        joinGroupV9.api.async(
          connection,
          groupId,
          60_000,
          60_000,
          memberId,
          null,
          'connect',
          protocols,
        )
      const joined = await join('').catch((error: unknown) => {
        const answer = (error as { response?: { memberId: string; errorCode: number } }).response
        if (answer?.errorCode !== MEMBER_ID_REQUIRED) throw error
        return join(answer.memberId)
      })
      const { generationId, memberId } = joined
      const assignments = [{ memberId, assignment: Buffer.from([255, 255, 255, 9]) }]
      await syncGroupV5.api.async(
        connection,
        groupId,
        generationId,
        memberId,
        null,
        'connect',
        'sessioned',
        assignments,
      )
    },
    close: () => pool.close(),
  }
}

export type ExampleClients = ReturnType<typeof openExampleClients>
