import type { LocalCluster } from '../kafka/local-cluster.ts'
import { askCommand, askPart } from './asked.ts'
import { median, minimum, printTable, round } from './figures.ts'
import type { Mover } from './mover.ts'

type Cost = { wallMs: number; cpuMs: number }

/** A line of `{ "wallMs", "cpuMs" }`. */
const costOf = (line: string): Cost => {
  const { wallMs, cpuMs } = JSON.parse(line) as Partial<Cost>
  if (typeof wallMs !== 'number' || typeof cpuMs !== 'number') {
    throw new Error(`--against: not { "wallMs": n, "cpuMs": n }: ${line.slice(0, 100)}`)
  }
  return { wallMs, cpuMs }
}

/** A poll in which the groups are listed and nothing slow is due: what other tools do each time. */
const WITH_GROUPS = 2
const WARM_UP = 5

/**
 * Alternates polls of ours with those of another program: `command` polls once for every line on its
 * input and prints `{ "wallMs", "cpuMs" }`; `BOOTSTRAP` in it is replaced by the brokers' addresses.
 */
export const compare = async (
  cluster: LocalCluster,
  mover: Mover,
  command: string,
  runs: number,
): Promise<Record<string, number>> => {
  const ours = askPart(['poll-loop', '--bootstrap', cluster.bootstrap])
  const other = askCommand(command.replaceAll('BOOTSTRAP', cluster.bootstrap))
  const costs: { ours: Cost[]; other: Cost[] } = { ours: [], other: [] }
  try {
    await ours.ask('0')
    for (let i = 0; i < runs + WARM_UP; i++) {
      await mover.move()
      const first = i % 2 === 0
      const ask = {
        ours: async () => costOf(await ours.ask(String(WITH_GROUPS))),
        other: async () => costOf(await other.ask('')),
      }
      for (const who of first ? (['ours', 'other'] as const) : (['other', 'ours'] as const)) {
        const cost = await ask[who]()
        if (i >= WARM_UP) costs[who].push(cost)
      }
    }
  } finally {
    await Promise.all([ours.end(), other.end()])
  }
  const wall = (all: Cost[]) => all.map((c) => c.wallMs)
  const cpu = (all: Cost[]) => all.map((c) => c.cpuMs)
  const row = (name: string, all: Cost[]) => [
    name,
    round(minimum(wall(all))),
    round(median(wall(all))),
    round(minimum(cpu(all))),
    round(median(cpu(all))),
  ]
  const ratio = (of: (all: Cost[]) => number) => round(of(costs.ours) / of(costs.other), 2)
  const ratios = {
    wallMinimum: ratio((all) => minimum(wall(all))),
    wallMedian: ratio((all) => median(wall(all))),
    cpuMinimum: ratio((all) => minimum(cpu(all))),
    cpuMedian: ratio((all) => median(cpu(all))),
  }
  printTable(`Against the other program, ${runs} alternating polls each (groups listed)`, [
    ['', 'wall min', 'median ms', 'CPU min', 'median ms'],
    row('ours', costs.ours),
    row('other', costs.other),
    ['ratio', ratios.wallMinimum, ratios.wallMedian, ratios.cpuMinimum, ratios.cpuMedian],
  ])
  return ratios
}
