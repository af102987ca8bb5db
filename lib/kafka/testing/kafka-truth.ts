import type { LocalCluster } from '../../../tools/kafka/local-cluster.ts'
import { runKafkaTool } from '../../../tools/kafka/tool.ts'

/** What Kafka's own tools say, read from what they print. Every expected value in the tests comes from here. */

const words = (line: string) => line.trim().split(/\s+/)
const whole = (text: string | undefined): bigint | null =>
  text === undefined || text === '-' || text === '' ? null : BigInt(text)

export type ToldCommit = { committed: bigint | null; end: bigint | null }

/** By `group topic partition`: committed and end offset as `kafka-consumer-groups --describe` prints them. */
export async function toldByConsumerGroups(
  cluster: LocalCluster,
): Promise<Map<string, ToldCommit>> {
  const tool = 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand'
  const printed = await runKafkaTool(cluster, tool, ['--describe', '--all-groups', '--offsets'])
  const told = new Map<string, ToldCommit>()
  for (const line of printed.split('\n')) {
    const [group, topic, partition, committed, end] = words(line)
    if (!partition || !/^\d+$/.test(partition)) continue
    told.set(`${group} ${topic} ${partition}`, { committed: whole(committed), end: whole(end) })
  }
  return told
}

/** By `group topic partition`: start offset and lag as `kafka-share-groups --describe` prints them. */
export async function toldByShareGroups(
  cluster: LocalCluster,
): Promise<Map<string, { start: bigint | null; lag: bigint | null }>> {
  const tool = 'org.apache.kafka.tools.consumer.group.ShareGroupCommand'
  const printed = await runKafkaTool(cluster, tool, ['--describe', '--all-groups', '--offsets'])
  const told = new Map<string, { start: bigint | null; lag: bigint | null }>()
  for (const line of printed.split('\n')) {
    const [group, topic, partition, start, lag] = words(line)
    if (!partition || !/^\d+$/.test(partition)) continue
    told.set(`${group} ${topic} ${partition}`, { start: whole(start), lag: whole(lag) })
  }
  return told
}

/** By `topic partition`: log end (-1) or log start (-2) as `kafka-get-offsets` prints them. */
export async function toldByGetOffsets(
  cluster: LocalCluster,
  time: '-1' | '-2',
): Promise<Map<string, bigint>> {
  const tool = 'org.apache.kafka.tools.GetOffsetShell'
  const printed = await runKafkaTool(cluster, tool, ['--time', time])
  const told = new Map<string, bigint>()
  for (const line of printed.split('\n')) {
    const parts = /^(.+):(\d+):(\d+)$/.exec(line.trim())
    if (parts) told.set(`${parts[1]} ${parts[2]}`, BigInt(parts[3] ?? ''))
  }
  return told
}

/** By group id: Kafka's words for type and protocol, as `kafka-groups --list` prints them. */
export async function toldByGroups(
  cluster: LocalCluster,
): Promise<Map<string, { type: string; protocol: string }>> {
  const printed = await runKafkaTool(cluster, 'org.apache.kafka.tools.GroupsCommand', ['--list'])
  const told = new Map<string, { type: string; protocol: string }>()
  for (const line of printed.split('\n').slice(1)) {
    const [group, type, protocol] = words(line)
    if (group && type) told.set(group, { type: type.toLowerCase(), protocol: protocol ?? '' })
  }
  return told
}

/** By member's client id: how many partitions it has, as `--describe --members` prints them. */
export async function toldMembers(
  cluster: LocalCluster,
  group: string,
): Promise<Map<string, number>> {
  const tool = 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand'
  const printed = await runKafkaTool(cluster, tool, ['--describe', '--group', group, '--members'])
  const told = new Map<string, number>()
  for (const line of printed.split('\n')) {
    const [named, , , clientId, count] = words(line)
    if (named === group && clientId && count) told.set(clientId, Number(count))
  }
  return told
}
