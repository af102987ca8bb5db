import { decodeConsumerProtocolAssignment } from '@platformatic/kafka'

/**
 * The partitions in a classic member's assignment bytes (the `consumer` embedded protocol), sorted by
 * topic. Null for bytes of another protocol or that do not decode; an empty buffer is no partition.
 */
export function decodeAssignment(bytes: Buffer): { topic: string; partitions: number[] }[] | null {
  if (bytes.length === 0) return []
  try {
    const { assignedPartitions } = decodeConsumerProtocolAssignment(bytes)
    return assignedPartitions
      .map(({ topic, partitions }) => ({
        topic,
        partitions: [...partitions].sort((a, b) => a - b),
      }))
      .sort((a, b) => (a.topic < b.topic ? -1 : 1))
  } catch {
    return null
  }
}
