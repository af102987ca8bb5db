import { parseArgs } from 'node:util'
import { planOf } from '../../lib/snapshot/plan.ts'
import type { LocalCluster } from '../kafka/local-cluster.ts'
import { compare } from './against.ts'
import { askPart } from './asked.ts'
import { openBenchCluster } from './cluster.ts'
import { expectedRequests } from './expected.ts'
import { mean, median, minimum, printTable, round } from './figures.ts'
import { type Mover, openMover } from './mover.ts'
import type { PollFigures } from './poll-loop.ts'
import { countDuring, type RequestCounts, sumOf } from './request-counts.ts'
import { shapeFlags, shapeOf, shapeText } from './shape.ts'

type Counted = { sequence: number; figures: PollFigures; counts: RequestCounts }

const WARM_POLLS = 40

/** Every broker leads and coordinates something at these sizes. */
const expectedOf = (sequence: number, cluster: LocalCluster, everything = false) => {
  const brokers = cluster.brokers.length
  const on = { brokers, coordinators: brokers, leaders: brokers }
  return expectedRequests(planOf(sequence, { everything }), on)
}

const sumRecord = (counts: Record<string, number>) =>
  Object.values(counts).reduce((a, b) => a + b, 0)

/** One cold poll by a process just started, and `WARM_POLLS` warm ones with half of the offsets moved before each. */
const measure = async (cluster: LocalCluster, mover: Mover): Promise<Counted[]> => {
  const loop = askPart(['poll-loop', '--bootstrap', cluster.bootstrap])
  const all: Counted[] = []
  try {
    for (let sequence = 0; sequence <= WARM_POLLS; sequence++) {
      if (sequence > 0) await mover.move()
      const { result, counts } = await countDuring(cluster, () => loop.ask(String(sequence)))
      all.push({ sequence, figures: JSON.parse(result) as PollFigures, counts })
    }
  } finally {
    await loop.end()
  }
  return all
}

const kinds: [string, (sequence: number) => boolean][] = [
  ['cold, all due', (s) => s === 0],
  ['lag alone', (s) => s % 2 === 1],
  ['+ groups listed (2nd)', (s) => s % 4 === 2],
  ['+ dirs, describes (4th)', (s) => s % 4 === 0 && s % 20 !== 0],
  ['+ starts, configs (20th)', (s) => s > 0 && s % 20 === 0],
  ['all warm', (s) => s > 0],
]

const costRows = (all: Counted[]) =>
  kinds.map(([name, is]) => {
    const some = all.filter(({ sequence }) => is(sequence)).map(({ figures }) => figures)
    const wall = some.map((f) => f.wallMs)
    const cpu = some.map((f) => f.cpuMs)
    const bytes = some.map((f) => f.bytes.received + f.bytes.sent)
    const ms = (values: number[]) => [round(minimum(values)), round(median(values))]
    return [name, some.length, ...ms(wall), ...ms(cpu), round(mean(bytes) / 1000)]
  })

/** Requests to the controller are counted twice: by the broker asked, and by the controller it passes them on to. */
const passedOn = (some: Counted[]): number =>
  ['DescribeQuorum', 'ListPartitionReassignments'].reduce((n, api) => {
    const [one] = some
    return n + (one?.counts.get(api) ?? 0) - (one?.figures.sent[api] ?? 0)
  }, 0)

const requestRows = (all: Counted[], cluster: LocalCluster) =>
  kinds.slice(0, 5).map(([name, is]) => {
    const some = all.filter(({ sequence }) => is(sequence))
    const sequence = some[0]?.sequence ?? 0
    const expected = expectedOf(sequence, cluster, sequence === 0)
    const counted = [...new Set(some.map(({ counts }) => sumOf(counts)))].sort((a, b) => a - b)
    return [name, sumRecord(expected), passedOn(some), counted.join(' / '), apis(some[0]?.counts)]
  })

const apis = (counts: RequestCounts = new Map()) =>
  [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([api, n]) => `${api} ${n}`)
    .join(', ')

const idle = async (cluster: LocalCluster): Promise<RequestCounts> => {
  const wait = () => new Promise<void>((resolve) => setTimeout(resolve, 5000))
  return (await countDuring(cluster, wait)).counts
}

const summary = (some: Counted[]) => ({
  requests: Object.fromEntries(some[0]?.counts ?? []),
  bytes: round(mean(some.map(({ figures: { bytes } }) => bytes.received + bytes.sent))),
  wallMs: round(median(some.map(({ figures }) => figures.wallMs)), 1),
  cpuMs: round(median(some.map(({ figures }) => figures.cpuMs)), 1),
})

/**
 * What one poll costs, cold and warm, on a cluster of its own where half of all offsets move before each
 * poll: requests by the brokers' own counters beside the formula, bytes, wall, CPU, memory. With
 * `--against <command>` twenty polls alternate with those of another program.
 */
export const run = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...shapeFlags,
      against: { type: 'string' },
      runs: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const shape = shapeOf(values)
  const say = (line: string) => console.log(`  ${line}`)
  const cluster = await openBenchCluster(shape, say)
  const mover = await openMover(cluster, shape)
  try {
    await mover.move()
    const background = await idle(cluster)
    const all = await measure(cluster, mover)
    const last = all.at(-1)?.figures
    printTable(`Poll of ${shapeText(shape)} (topics x partitions x groups)`, [
      ['poll', 'n', 'wall min', 'median ms', 'CPU min', 'median ms', 'kB'],
      ...costRows(all),
    ])
    printTable('Requests of one poll, counted by the brokers (ApiVersions apart)', [
      ['poll', 'formula', '+ passed on', 'counted', 'by API'],
      ...requestRows(all, cluster),
    ])
    say(`idle cluster, 5 s: ${apis(background) || 'none'}`)
    say(`seen: ${last?.partitions} partitions, ${last?.groups} groups, ${last?.commits} commits`)
    say(`problems: ${last?.problems}; RSS of the polling process: ${round(last?.rssMb ?? 0)} MB`)
    const against = values.against
      ? await compare(cluster, mover, values.against, Number(values.runs))
      : null
    if (values.json) {
      const warm = all.filter(({ sequence }) => sequence % 2 === 1)
      const cold = summary(all.slice(0, 1))
      const rssMb = round(last?.rssMb ?? 0)
      console.log(
        JSON.stringify({ bench: 'poll', shape, cold, warm: summary(warm), rssMb, against }),
      )
    }
  } finally {
    await mover.close()
    await cluster.stop()
  }
}
