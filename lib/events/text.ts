import { plural } from '../words.ts'
import type { NewEvent } from './schema.ts'

/** One sentence for a change: "ISR of orders.created-3 shrank from 1,2,3 to 1,2". */
export const eventText = (event: Omit<NewEvent, 'topicId' | 'from' | 'to'>): string => {
  const { topic, partition, group, broker, before, after } = event
  const where = partition === null ? (topic ?? '') : `${topic ?? ''}-${partition}`
  const who = `broker ${broker ?? '—'}`
  switch (event.kind) {
    case 'isr_shrink':
      return `ISR of ${where} shrank from ${before || 'none'} to ${after || 'none'}`
    case 'isr_expand':
      return `ISR of ${where} grew from ${before || 'none'} to ${after || 'none'}`
    case 'leader_change':
      if (after === 'none') return `${where} lost its leader, broker ${before}`
      if (before === 'none') return `${where} is led by broker ${after} again`
      return `leader of ${where} moved from broker ${before} to ${after}`
    case 'controller_change':
      return `active controller moved from node ${before} to ${after}`
    case 'broker_lost':
      return `${who} stopped answering${after ? `: ${after}` : ''}`
    case 'broker_back':
      return before === null ? `${who} joined` : `${who} answers again`
    case 'topic_created':
      return `topic ${topic} was created${after ? ` (${sizeText(after)})` : ''}`
    case 'topic_deleted':
      return `topic ${topic} was deleted`
    case 'topic_config_changed':
      return `${name(after)} of ${topic} changed from ${value(before)} to ${value(after)}`
    case 'partitions_added':
      return `${topic} went from ${before} to ${plural(Number(after), 'partition')}`
    case 'group_state_change':
      return `${group} went from ${before} to ${after}`
    case 'group_members_changed':
      return before === after
        ? `members of ${group} changed, still ${after}`
        : `${group} went from ${before} to ${plural(Number(after), 'member')}`
    case 'group_appeared':
      return `group ${group} appeared`
    case 'group_gone':
      return `group ${group} is gone`
    case 'outage_began':
      return `the cluster could not be reached${after ? `: ${after}` : ''}`
    case 'outage_ended':
      return 'the cluster could be reached again'
  }
}

const sizeText = (size: string): string => {
  const [partitions, replicas] = size.split(' × ')
  return `${plural(Number(partitions), 'partition')}, replication factor ${replicas}`
}

/** `retention.ms=604800000` in two parts: a value may itself hold a `=`. */
const name = (pair: string | null): string => pair?.slice(0, pair.indexOf('=')) ?? '—'
const value = (pair: string | null): string => pair?.slice(pair.indexOf('=') + 1) ?? '—'
