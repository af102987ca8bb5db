import type { ClusterConfig } from '../config/schema.ts'
import type { Context } from '../context.ts'

const REMEMBERED_MS = 30_000

type Answer = Awaited<ReturnType<Context['probe']>>

/**
 * Connection probes by kafkajs, one a cluster in 30 s. The library is loaded when somebody asks for
 * the first time: no page needs it.
 */
export function createProbes(now: () => number) {
  const probes = new Map<string, { at: number; answer: Promise<Answer> }>()

  async function probe(config: ClusterConfig, deadlineMs: number): Promise<Answer> {
    const { probe: connect } = await import('../kafka/message-plane/probe.ts')
    const result = await connect(config, deadlineMs)
    return result.ok ? { ok: true, reason: null } : { ok: false, reason: result.trouble.message }
  }

  return (config: ClusterConfig, deadlineMs: number): Promise<Answer> => {
    const known = probes.get(config.id)
    if (known && now() - known.at < REMEMBERED_MS) return known.answer
    const answer = probe(config, deadlineMs).catch(() => ({
      ok: false,
      reason: 'the probe itself could not run',
    }))
    probes.set(config.id, { at: now(), answer })
    return answer
  }
}
