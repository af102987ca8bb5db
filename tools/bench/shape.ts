/** How large a bench cluster is; every group commits on three topics, as in `peers`' measurements. */
export type BenchShape = { topics: number; partitions: number; groups: number }

export const TOPICS_PER_GROUP = 3

export const topicName = (index: number): string => `bench-${String(index).padStart(5, '0')}`
export const groupName = (index: number): string => `group-${String(index).padStart(5, '0')}`

/** The topics a group commits on. */
export const topicsOfGroup = (shape: BenchShape, group: number): number[] =>
  Array.from(
    { length: Math.min(TOPICS_PER_GROUP, shape.topics) },
    (_, i) => (group * TOPICS_PER_GROUP + i) % shape.topics,
  )

export const shapeText = ({ topics, partitions, groups }: BenchShape): string =>
  `${topics}x${partitions}x${groups}`

/** Flags of the shape for `parseArgs`, with the sizes other tools were measured at. */
export const shapeFlags = {
  topics: { type: 'string', default: '1500' },
  partitions: { type: 'string', default: '6' },
  groups: { type: 'string', default: '1000' },
} as const

const whole = (name: string, text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number ≥ 1`)
  return value
}

/** The shape asked for. Throws for anything but whole numbers from 1. */
export const shapeOf = (values: Record<keyof typeof shapeFlags, string>): BenchShape => ({
  topics: whole('topics', values.topics),
  partitions: whole('partitions', values.partitions),
  groups: whole('groups', values.groups),
})
