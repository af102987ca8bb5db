/** What history keeps numbers of. */
export type SeriesKind = 'cluster' | 'broker' | 'log_dir' | 'group' | 'group_topic' | 'topic'

/** A named number of a thing. `scale`: kept as `round(value × scale)`. `roll`: what stands for a bucket. */
export type Gauge = { name: string; scale: number; roll: 'max' | 'min' }

const gauge = (name: string, scale = 1, roll: Gauge['roll'] = 'max'): Gauge => ({
  name,
  scale,
  roll,
})

/**
 * The columns of each kind that is not offsets. Order is the stored form: append only.
 * Where less is worse (brokers up, reachable, free bytes) the smallest stands for a bucket.
 */
export const gauges = {
  cluster: [
    gauge('brokersUp', 1, 'min'),
    gauge('brokersTotal'),
    gauge('activeControllers'),
    gauge('underReplicated'),
    gauge('offline'),
    gauge('lagMessages'),
    /** Groups of which a part did not answer: `lagMessages` is a lower bound. */
    gauge('groupsIncomplete'),
    gauge('recordsPerSecond', 10),
    gauge('topics'),
    gauge('groups'),
    gauge('partitions'),
  ],
  broker: [
    gauge('reachable', 1, 'min'),
    gauge('leaders'),
    gauge('replicas'),
    gauge('produceP99Ms', 100),
    gauge('roundTripMs', 100),
    gauge('bytesInPerSecond', 10),
    gauge('bytesOutPerSecond', 10),
    gauge('handlerIdleRatio', 10_000, 'min'),
    gauge('isrShrinks'),
  ],
  log_dir: [gauge('totalBytes'), gauge('usableBytes', 1, 'min'), gauge('error')],
  group: [
    gauge('lagMessages'),
    gauge('lagMax'),
    gauge('unknownPartitions'),
    gauge('lagSeconds', 10),
    gauge('lagSecondsAtLeast'),
    gauge('members'),
    gauge('aheadPartitions', 1, 'min'),
  ],
} satisfies Record<string, Gauge[]>

export type GaugeKind = keyof typeof gauges

/** True for kinds whose columns are offsets: end and start of a topic, the commits of a group in it. */
export const isOffsets = (kind: SeriesKind): kind is 'group_topic' | 'topic' =>
  kind === 'group_topic' || kind === 'topic'

/** Columns a partition takes: a topic has its end offset and its start offset. */
export const columnsPerPartition = { topic: 2, group_topic: 1 } as const

/** What a rolled-up day keeps of a series; `group` and the offset kinds are computed from offsets. */
export const rollupGauges: Record<SeriesKind, Gauge[]> = {
  ...gauges,
  group: [
    ...gauges.group,
    gauge('producedPerSecond', 10),
    gauge('consumedPerSecond', 10),
    gauge('produced'),
    gauge('consumed'),
  ],
  group_topic: [gauge('lagMessages'), gauge('unknownPartitions')],
  topic: [gauge('recordsPerSecond', 10), gauge('records')],
}

/** The place of a gauge among a kind's columns. Throws for a name that is none, a mistake in code. */
export const gaugeIndex = (list: readonly Gauge[], name: string): number => {
  const index = list.findIndex((g) => g.name === name)
  if (index < 0) throw new Error(`no gauge ${name}`)
  return index
}

/** Identity of a series within a cluster, as a map key. */
export const seriesId = (kind: SeriesKind, subject: string, part: string): string =>
  `${kind}\u0000${subject}\u0000${part}`

/** One thing's numbers at one poll. Offsets exact, gauges as numbers; null is unknown. */
export type Sample = {
  kind: SeriesKind
  subject: string
  part: string
  /** The topic's name, else ''. */
  name: string
} & (
  | { offsets: (bigint | null)[]; values?: never }
  | { values: (number | null)[]; offsets?: never }
)
