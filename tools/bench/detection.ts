import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startStack } from '../stack/stack.ts'
import { benchHome } from './cluster.ts'
import { printTable, round } from './figures.ts'
import { endWhenInterrupted } from './interrupted.ts'

type ClusterAnswer = { data: { brokersUp: number; brokersTotal: number } }

const EVERY_MS = 250
const LONGEST_MS = 120_000

/** Resolves with the seconds until the API says that `up` brokers are up. Throws after two minutes. */
const untilUp = async (url: string, up: number): Promise<number> => {
  const began = performance.now()
  for (;;) {
    const answer = await fetch(`${url}/api/clusters/demo`)
    const { data } = (await answer.json()) as ClusterAnswer
    if (data.brokersUp === up) return (performance.now() - began) / 1000
    if (performance.now() - began > LONGEST_MS)
      throw new Error(`${data.brokersUp} brokers up, not ${up}`)
    await sleep(EVERY_MS)
  }
}

/**
 * How long after a broker was killed, and after one was frozen, `GET /api/clusters/{c}` says so, at the
 * product's own tick; each `--times`, at another moment of the tick, another broker each time.
 */
export const run = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: { times: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
    strict: false,
  })
  const stack = await startStack({
    home: join(benchHome, 'detection'),
    reset: true,
    traffic: false,
    ports: { web: 3750, kafka: 18_592, postgres: 18_532 },
    say: (line) => console.log(`  ${line}`),
  })
  endWhenInterrupted(() => stack.stop())
  const { cluster, url } = stack
  const seconds: Record<'killed' | 'frozen', number[]> = { killed: [], frozen: [] }
  try {
    if (!cluster) throw new Error('the stack has no cluster')
    await untilUp(url, 3)
    for (let i = 0; i < Number(values.times); i++) {
      const id = (i % 3) + 1
      await sleep(3000 + 4700 * i)
      await cluster.killBroker(id)
      seconds.killed.push(await untilUp(url, 2))
      await cluster.startBroker(id)
      await untilUp(url, 3)
      await sleep(2000 + 3900 * i)
      await cluster.freezeBroker(id)
      seconds.frozen.push(await untilUp(url, 2))
      await cluster.thawBroker(id)
      await untilUp(url, 3)
    }
  } finally {
    await stack.stop()
  }
  const row = (name: string, all: number[], limit: number) => [
    name,
    all.map((s) => round(s, 1)).join(' '),
    round(Math.max(...all), 1),
    limit,
  ]
  printTable('Seconds until the API shows a broker as lost, tick 15 s', [
    ['broker', 'seen after', 'longest', 'at most'],
    row('killed', seconds.killed, 20),
    row('frozen', seconds.frozen, 25),
  ])
  if (values.json) console.log(JSON.stringify({ bench: 'detection', ...seconds }))
}
