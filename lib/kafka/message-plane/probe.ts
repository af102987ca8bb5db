import { setTimeout as after } from 'node:timers/promises'
import { Kafka, logLevel } from 'kafkajs'
import type { ClusterConfig } from '../../config/schema.ts'
import { messageConfig } from './config.ts'
import { calmRequestQueue } from './request-queue.ts'
import { type Trouble, troubleOf } from './words.ts'

calmRequestQueue()

export type ProbeResult = { ok: true; roundTripMs: number } | { ok: false; trouble: Trouble }

/**
 * Connects once with kafkajs: TCP, TLS, ApiVersions and SASL, but no Metadata, which would fail on
 * any leaderless partition. It proves that producers and consumers of this library get in.
 * @param deadlineMs for all of it
 */
export async function probe(config: ClusterConfig, deadlineMs: number): Promise<ProbeResult> {
  const began = performance.now()
  const late = new AbortController()
  let close = async () => {}
  try {
    const admin = new Kafka({
      ...messageConfig(config),
      clientId: 'highwater-probe',
      logLevel: logLevel.NOTHING,
      connectionTimeout: Math.min(deadlineMs, config.poll.connectTimeoutMs),
      retry: { retries: 0 },
    }).admin()
    close = () => admin.disconnect().catch(() => {})
    const timeout = after(deadlineMs, null, { signal: late.signal }).then(
      () => {
        throw new Error('timed out')
      },
      () => {},
    )
    await Promise.race([admin.connect(), timeout])
    return { ok: true, roundTripMs: Math.round(performance.now() - began) }
  } catch (error) {
    return { ok: false, trouble: troubleOf(error) }
  } finally {
    late.abort()
    // kafkajs waits for its socket to end, which a frozen broker never does.
    await Promise.race([close(), after(300)])
  }
}
