import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'

type Runner = { running: boolean; fetch: (nodeId: number) => Promise<unknown[]> }

/**
 * Stops kafkajs's consumer from holding the process for ever. While it ends, its fetch answers "not
 * running" at once, its fetchers ask again at once, and since all of that happens between two turns of
 * the event loop, what would end them never comes (seen when a broker goes while a consumer leaves).
 * With a pause between two such answers the end arrives.
 */
export const calmEndingRunner = (): void => {
  const require = createRequire(import.meta.url)
  const Runner = require('kafkajs/src/consumer/runner') as { prototype: Runner }
  const { fetch } = Runner.prototype
  Runner.prototype.fetch = async function (nodeId) {
    if (!this.running) await sleep(20)
    return fetch.call(this, nodeId)
  }
}
