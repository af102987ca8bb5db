import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { planOf } from '../../lib/snapshot/plan.ts'
import type { LocalCluster } from '../kafka/local-cluster.ts'
import { openBenchCluster, type Say } from './cluster.ts'
import { expectedRequests } from './expected.ts'
import { printTable, round } from './figures.ts'
import { load } from './load.ts'
import { openMover } from './mover.ts'
import { countDuring, type RequestCounts, sumOf } from './request-counts.ts'
import { type BenchShape, shapeFlags, shapeOf, shapeText } from './shape.ts'
import { views } from './views.ts'
import { untilPolled, type Watching, watch } from './watching.ts'

const BROWSERS = 20
const REFRESH_MS = 10_000

/** Twenty browsers, each on another page, that ask again every ten seconds until `signal` is aborted. */
const browse = async (base: string, shape: BenchShape, signal: AbortSignal): Promise<number> => {
  const kinds = Object.values(views)
  let requests = 0
  const browser = async (n: number) => {
    await sleep((REFRESH_MS * n) / BROWSERS, undefined, { signal }).catch(() => undefined)
    while (!signal.aborted) {
      const urls = kinds[n % kinds.length]?.(shape, n) ?? []
      requests += urls.length
      await load(
        base,
        urls.length,
        (i) => urls[i] ?? '/',
        (i) => i < urls.length,
      )
      await sleep(REFRESH_MS, undefined, { signal }).catch(() => undefined)
    }
  }
  await Promise.all(Array.from({ length: BROWSERS }, (_, n) => browser(n)))
  return requests
}

/** By the formula, over the twenty polls after which everything has been due once, at the tick of 15 s. */
const expectedPerMinute = (cluster: LocalCluster): number => {
  const brokers = cluster.brokers.length
  const on = { brokers, coordinators: brokers, leaders: brokers }
  let requests = 0
  for (let sequence = 1; sequence <= 20; sequence++) {
    const plan = planOf(sequence, { everything: false })
    for (const n of Object.values(expectedRequests(plan, on))) requests += n
  }
  return requests / 5
}

const text = (counts: RequestCounts, minutes: number) =>
  [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([api, n]) => `${api} ${round(n / minutes, 1)}`)
    .join(', ')

const perMinute = async (
  cluster: LocalCluster,
  watching: Watching,
  shape: BenchShape,
  minutes: number,
) => {
  const wait = () => sleep(minutes * 60_000)
  await sleep(20_000) // beyond the first poll, in which all is due
  const alone = (await countDuring(cluster, wait)).counts
  const end = new AbortController()
  const browsing = browse(watching.stack.url, shape, end.signal)
  browsing.catch(() => undefined)
  await sleep(REFRESH_MS + 2000)
  const open = (await countDuring(cluster, wait)).counts
  end.abort()
  const browserRequests = await browsing
  const figures = {
    formula: expectedPerMinute(cluster),
    browsers0: sumOf(alone) / minutes,
    browsers20: sumOf(open) / minutes,
  }
  printTable(`Requests a minute the cluster sees, tick 15 s, ${minutes} min each`, [
    ['browsers', 'requests', 'by API'],
    [
      'formula',
      round(figures.formula, 1),
      'over 20 polls, those passed on to the controller not counted twice',
    ],
    ['0', round(figures.browsers0, 1), text(alone, minutes)],
    [String(BROWSERS), round(figures.browsers20, 1), text(open, minutes)],
  ])
  console.log(`  the browsers made ${browserRequests} requests to the web server`)
  return figures
}

/** A hundred polls at a tick of 1 s with half of all offsets moved between them, as far as the machine keeps up. */
const memoryAfterPolls = async (
  cluster: LocalCluster,
  shape: BenchShape,
  polls: number,
  say: Say,
) => {
  const watching = await watch(cluster, { tickMs: 1000, say })
  const mover = await openMover(cluster, shape)
  try {
    await untilPolled(watching, 1, 120_000)
    const first = await watching.memory()
    await untilPolled(watching, polls, polls * 10_000, async () => {
      await mover.move()
      await sleep(500)
    })
    const urls = Object.values(views).flatMap((urlsOf) => urlsOf(shape, 1))
    await load(
      watching.stack.url,
      2,
      (n) => urls[n] ?? '/',
      (n) => n < urls.length,
    )
    const last = await watching.memory()
    printTable(`Memory with ${shapeText(shape)}, MB`, [
      ['', 'collector', 'its peak', 'web', 'its peak', 'Postgres (all, PSS)'],
      ['after the first poll', ...Object.values(first).map((mb) => round(mb ?? Number.NaN))],
      [`after ${polls} polls`, ...Object.values(last).map((mb) => round(mb ?? Number.NaN))],
    ])
    const seconds = await watching.metric('collector', 'highwater_collector_poll_seconds_sum')
    const written = await watching.metric('collector', 'highwater_collector_write_seconds_sum')
    const count = await watching.metric('collector', 'highwater_collector_polls_total')
    say(
      `mean poll ${round((1000 * seconds) / count)} ms, mean write ${round((1000 * written) / count)} ms, beside the mover`,
    )
    return last
  } finally {
    await mover.close()
    await watching.stack.stop()
  }
}

/**
 * What the whole product takes on a large cluster: memory of collector, web and Postgres after a hundred
 * polls, and the requests a minute that the brokers see with no browser and with twenty.
 */
export const run = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...shapeFlags,
      polls: { type: 'string', default: '100' },
      minutes: { type: 'string', default: '2' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const shape = shapeOf(values)
  const say = (line: string) => console.log(`  ${line}`)
  const cluster = await openBenchCluster(shape, say)
  try {
    const memory = await memoryAfterPolls(cluster, shape, Number(values.polls), say)
    const watching = await watch(cluster, { tickMs: null, say })
    try {
      await untilPolled(watching, 1, 120_000)
      const requests = await perMinute(cluster, watching, shape, Number(values.minutes))
      if (values.json) {
        console.log(
          JSON.stringify({ bench: 'product', shape, memory, requestsPerMinute: requests }),
        )
      }
    } finally {
      await watching.stack.stop()
    }
  } finally {
    await cluster.stop()
  }
}
