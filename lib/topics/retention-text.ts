import type { TopicConfigs } from '../snapshot/schema.ts'
import { bytes, duration } from '../words.ts'

/**
 * What a topic keeps, in words: "7 d", "7 d or 10 GiB a partition", "forever", "compacted",
 * "compacted, 7 d". Null when its configuration is not known.
 */
export const retentionText = (
  configs: Pick<TopicConfigs, 'cleanupPolicy' | 'retentionMs' | 'retentionBytes'> | null,
): string | null => {
  if (!configs || configs.cleanupPolicy === null) return null
  const policies = configs.cleanupPolicy.split(',').map((one) => one.trim())
  const compacted = policies.includes('compact')
  if (!policies.includes('delete')) return compacted ? 'compacted' : configs.cleanupPolicy
  const limits: string[] = []
  if (configs.retentionMs !== null && configs.retentionMs >= 0) {
    limits.push(duration(configs.retentionMs / 1000))
  }
  if (configs.retentionBytes !== null && configs.retentionBytes >= 0) {
    limits.push(`${bytes(configs.retentionBytes)} a partition`)
  }
  const unlimited = configs.retentionMs === -1 && configs.retentionBytes === -1
  const text = limits.length > 0 ? limits.join(' or ') : unlimited ? 'forever' : null
  if (text === null) return compacted ? 'compacted' : null
  return compacted ? `compacted, ${text}` : text
}
