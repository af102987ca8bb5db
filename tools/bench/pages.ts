import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { LocalCluster } from '../kafka/local-cluster.ts'
import { openBenchCluster } from './cluster.ts'
import { median, percentile, printTable, round } from './figures.ts'
import { load } from './load.ts'
import { cpuMs } from './memory.ts'
import { openMover } from './mover.ts'
import { countDuring, type RequestCounts, sumOf } from './request-counts.ts'
import { type BenchShape, shapeFlags, shapeOf, shapeText } from './shape.ts'
import { routes } from './views.ts'
import { untilPolled, type Watching, watch } from './watching.ts'

const CLIENTS = 20
const ROUNDS = 3
/** Details are of this many different groups, topics and so on. */
const THINGS = 20

/** `cpu`: processor time of the web process for one request, ms, which the neighbours on a machine hardly change. */
type RouteFigures = { p50: number; p95: number; cpu: number; kilobytes: number }

/** The best of three rounds: on a shared machine the others measure the neighbours. */
const timeRoute = async (
  base: string,
  pid: number,
  urlOf: (n: number) => string,
  requests: number,
): Promise<RouteFigures> => {
  await load(base, 2, urlOf, (n) => n < 5)
  let best: RouteFigures | null = null
  for (let round_ = 0; round_ < ROUNDS; round_++) {
    const before = cpuMs(pid)
    const { times, bytes } = await load(base, CLIENTS, urlOf, (n) => n < requests)
    const cpu = (cpuMs(pid) - before) / times.length
    const p95 = percentile(times, 0.95)
    const kilobytes = bytes / times.length / 1000
    if (!best || p95 < best.p95) best = { p50: median(times), p95, cpu, kilobytes }
  }
  if (!best) throw new Error('no round was run')
  return best
}

const timeRoutes = async ({ stack, pid }: Watching, shape: BenchShape, requests: number) => {
  const figures: Record<string, RouteFigures> = {}
  for (const [name, urlOf] of Object.entries(routes)) {
    figures[name] = await timeRoute(
      stack.url,
      pid('web'),
      (n) => urlOf(shape, n % THINGS),
      requests,
    )
  }
  printTable(
    `Time to the last byte, ${CLIENTS} clients at once, ${requests} requests, best of ${ROUNDS} (${shapeText(shape)})`,
    [
      ['', 'p50 ms', 'p95 ms', 'CPU ms', 'kB'],
      ...Object.entries(figures).map(([name, { p50, p95, cpu, kilobytes }]) => [
        name,
        round(p50),
        round(p95),
        round(cpu, 1),
        round(kilobytes, 1),
      ]),
    ],
  )
  return figures
}

/** Requests the collector makes are the same whoever looks; this many polls of its cycle are in each window. */
const WINDOW_MS = 60_000

/** The same URLs for a minute by one client and by twenty: what the brokers see of it. */
const compareClients = async (cluster: LocalCluster, watching: Watching, shape: BenchShape) => {
  const urlOf = (n: number) => {
    const all = Object.values(routes)
    return all[n % all.length]?.(shape, Math.floor(n / all.length) % 5) ?? '/'
  }
  const during = async (clients: number) => {
    const until = Date.now() + WINDOW_MS
    const { result, counts } = await countDuring(cluster, () =>
      clients === 0
        ? sleep(WINDOW_MS).then(() => ({ times: [], bytes: 0 }))
        : load(watching.stack.url, clients, urlOf, () => Date.now() < until),
    )
    return { served: result.times.length, counts }
  }
  const hits = () => watching.metric('web', 'highwater_detail_reads_total', 'result="hit"')
  const asks = () => watching.metric('web', 'highwater_detail_reads_total', 'result="ask"')
  const nobody = await during(0)
  const one = await during(1)
  const before = { hits: await hits(), asks: await asks() }
  const twenty = await during(CLIENTS)
  const [hit, asked] = [(await hits()) - before.hits, (await asks()) - before.asks]
  const row = (name: string, { served, counts }: { served: number; counts: RequestCounts }) => [
    name,
    served,
    sumOf(counts),
    [...counts].map(([api, n]) => `${api} ${n}`).join(', '),
  ]
  printTable('Requests the brokers see in a minute', [
    ['clients', 'served', 'requests', 'by API'],
    row('0', nobody),
    row('1', one),
    row(String(CLIENTS), twenty),
  ])
  const share = hit / (hit + asked)
  console.log(
    `  live details: ${hit} from memory, ${asked} asked of Kafka: ${round(100 * share, 1)} % hits with ${CLIENTS} clients`,
  )
  return {
    brokerRequests: { 0: sumOf(nobody.counts), 1: sumOf(one.counts), 20: sumOf(twenty.counts) },
    served: { 1: one.served, 20: twenty.served },
    hitShare: share,
  }
}

/**
 * How fast the routes and pages of a production build answer twenty clients at once, on the cluster of
 * `bench:poll` with the collector running at its own tick, and what the brokers notice of it.
 */
export const run = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...shapeFlags,
      requests: { type: 'string', default: '400' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const shape = shapeOf(values)
  const say = (line: string) => console.log(`  ${line}`)
  const cluster = await openBenchCluster(shape, say)
  try {
    const watching = await watch(cluster, { tickMs: null, say })
    try {
      const mover = await openMover(cluster, shape)
      await untilPolled(watching, 3, 180_000, async () => {
        await mover.move()
        await sleep(5000)
      })
      await mover.close()
      const figures = await timeRoutes(watching, shape, Number(values.requests))
      const clients = await compareClients(cluster, watching, shape)
      if (values.json) {
        console.log(JSON.stringify({ bench: 'pages', shape, routes: figures, ...clients }))
      }
    } finally {
      await watching.stack.stop()
    }
  } finally {
    await cluster.stop()
  }
}
