import { perRecord } from '../per-record.ts'
import type { LiveRecord } from '../snapshot/live.ts'
import type { BrokerSnapshot, Voter } from '../snapshot/schema.ts'
import { isoOf } from '../times.ts'
import { sizeOf } from '../topics/rules.ts'
import { brokerItem, type Runways } from './items.ts'
import type { BrokerDetail } from './schema.ts'

const SHOWN = 500

type Held = BrokerDetail['partitions'][number]

/** By broker the partitions it holds a replica of, those out of sync first, then by name. */
const heldByBroker = perRecord((record): Map<number, Held[]> => {
  const byBroker = new Map<number, Held[]>()
  for (const topic of record.snapshot.topics) {
    for (const p of topic.partitions) {
      for (const id of p.replicas) {
        const leads = p.leader === id
        const held = byBroker.get(id) ?? []
        byBroker.set(id, held)
        held.push({
          topic: topic.name,
          partition: p.partition,
          role: leads ? 'leader' : 'follower',
          inSync: p.leader >= 0 && p.isr.includes(id),
          // The size read is the leader's replica; a follower's own is not asked.
          sizeBytes: leads ? sizeOf(p) : null,
        })
      }
    }
  }
  for (const held of byBroker.values()) held.sort((a, b) => Number(a.inSync) - Number(b.inSync))
  return byBroker
})

function voterOf(voters: Voter[], id: number): BrokerDetail['voter'] {
  const own = voters.find((voter) => voter.id === id)
  if (!own) return null
  const ends = voters.flatMap(({ logEndOffset }) => (logEndOffset === null ? [] : [logEndOffset]))
  const newest = ends.reduce<bigint | null>((max, o) => (max === null || o > max ? o : max), null)
  return {
    logEndOffset: own.logEndOffset?.toString() ?? null,
    behind: own.logEndOffset === null || newest === null ? null : Number(newest - own.logEndOffset),
    lastCaughtUpAt: isoOf(own.lastCaughtUpAt),
  }
}

/** One broker as its page shows it. */
export function brokerDetail(
  record: LiveRecord,
  broker: BrokerSnapshot,
  options: { measured: boolean; runways: Runways },
): BrokerDetail {
  const held = heldByBroker(record, false).get(broker.id) ?? []
  const { quorum } = record.snapshot
  return {
    ...brokerItem(record, broker, options),
    partitions: held.slice(0, SHOWN),
    partitionCount: held.length,
    voter: voterOf(quorum.value?.voters ?? [], broker.id),
  }
}
