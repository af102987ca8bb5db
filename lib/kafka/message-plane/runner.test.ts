import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { calmEndingRunner } from './runner.ts'

type Runner = {
  new (options: object): { running: boolean; fetch: (nodeId: number) => Promise<unknown[]> }
}

test('a consumer that ends lets the event loop turn between two of its fetches', async () => {
  calmEndingRunner()
  const Runner = createRequire(import.meta.url)('kafkajs/src/consumer/runner') as Runner
  const runner = Object.assign(Object.create(Runner.prototype), {
    running: false,
    logger: { debug: () => {} },
    consumerGroup: {},
  })
  let turned = false
  setTimeout(() => {
    turned = true
  }, 0)
  // As kafkajs's fetchers do it: again at once, until something else stops them.
  for (let i = 0; i < 1000 && !turned; i++) expect(await runner.fetch(1)).toEqual([])
  expect(turned).toBe(true)
})
