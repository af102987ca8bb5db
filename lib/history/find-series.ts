import type pg from 'pg'
import type { SeriesKind } from './series.ts'
import type { TrackSpec } from './tracks.ts'

export type FoundSeries = {
  key: number
  kind: SeriesKind
  subject: string
  part: string
  name: string
}

/** The cluster a reader means: Highwater's id and Kafka's own. */
export type ClusterRef = { clusterId: string; kafkaClusterId: string }

/** The history key of a cluster, or null when nothing was ever stored of it. */
export const findClusterKey = async (
  client: pg.ClientBase | pg.Pool,
  { clusterId, kafkaClusterId }: ClusterRef,
): Promise<number | null> => {
  const { rows } = await client.query<{ key: number }>(
    'SELECT key FROM cluster_identity WHERE cluster_id = $1 AND kafka_cluster_id = $2',
    [clusterId, kafkaClusterId],
  )
  return rows[0]?.key ?? null
}

/** Series of a kind, of one subject (group, topic id, broker) or of all. */
export const findSeries = async (
  client: pg.ClientBase,
  clusterKey: number,
  kind: SeriesKind,
  subject?: string,
): Promise<FoundSeries[]> => {
  const { rows } = await client.query<FoundSeries>(
    `SELECT key, kind, subject, part, name FROM history.series
     WHERE cluster_key = $1 AND kind = $2 AND ($3::text IS NULL OR subject = $3)
     ORDER BY subject, part`,
    [clusterKey, kind, subject ?? null],
  )
  return rows
}

/** Series by key, in no order. */
export const seriesByKeys = async (
  client: pg.ClientBase,
  keys: readonly number[],
): Promise<FoundSeries[]> => {
  const { rows } = await client.query<FoundSeries>(
    'SELECT key, kind, subject, part, name FROM history.series WHERE key = ANY($1::int[])',
    [keys],
  )
  return rows
}

/** A group's topics: the series of its commits joined to the topic's own, by topic id. */
export const findReads = async (
  client: pg.ClientBase,
  clusterKey: number,
  groups: readonly string[],
): Promise<{ group: string; name: string; commits: number; topic: number }[]> => {
  const { rows } = await client.query<{
    group: string
    name: string
    commits: number
    topic: number
  }>(
    `SELECT c.subject AS group, t.name, c.key AS commits, t.key AS topic
     FROM history.series c
     JOIN history.series t ON t.cluster_key = c.cluster_key AND t.kind = 'topic'
       AND t.subject = c.part AND t.part = ''
     WHERE c.cluster_key = $1 AND c.kind = 'group_topic' AND c.subject = ANY($2::text[])
     ORDER BY t.name, t.key`,
    [clusterKey, groups],
  )
  return rows
}

/** The spec of a group within one of its topics. */
export const groupTopicSpec = (read: { commits: number; topic: number }): TrackSpec => ({
  key: read.commits,
  kind: 'group_topic',
  reads: [{ commits: read.commits, topic: read.topic }],
})
