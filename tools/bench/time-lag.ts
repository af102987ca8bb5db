import { parseArgs } from 'node:util'
import { openBenchCluster } from './cluster.ts'
import { printTable, round } from './figures.ts'
import { realSamples } from './lag-real.ts'
import { lagFigures, lagHeading, lagRow } from './lag-samples.ts'
import { type DrainSample, drains, TICK_MS, virtualSamples } from './lag-virtual.ts'

const isNear = ({ realSeconds, said }: DrainSample): boolean =>
  said !== null && Math.abs(said - realSeconds) <= 0.3 * realSeconds

/**
 * Lag in time and time to drain beside what really was: on a clock of its own at the product's tick (the
 * many samples), and for `--seconds` on real brokers with real records at a short tick.
 */
export const run = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      samples: { type: 'string', default: '1000' },
      seconds: { type: 'string', default: '120' },
      tick: { type: 'string', default: '1500' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
    strict: false,
  })
  const virtual = lagFigures(virtualSamples(Number(values.samples)), TICK_MS / 1000)
  const long = lagFigures(virtualSamples(10 * Number(values.samples)), TICK_MS / 1000)
  const tickMs = Number(values.tick)
  const say = (line: string) => console.log(`  ${line}`)
  const cluster = await openBenchCluster({ topics: 3, partitions: 1, groups: 1 }, say)
  const real = await realSamples(cluster, { seconds: Number(values.seconds), tickMs })
    .then((samples) => lagFigures(samples, tickMs / 1000))
    .finally(() => cluster.stop())
  printTable(
    'Lag in time beside the real age of the record at the commit (within: a tick or 10 %)',
    [
      lagHeading,
      lagRow('virtual clock, first minutes', TICK_MS / 1000, virtual),
      lagRow('virtual clock, longer', TICK_MS / 1000, long),
      lagRow('real Kafka', tickMs / 1000, real),
    ],
  )
  const drained = drains(10)
  const near = drained.filter(isNear).length
  printTable(
    `Time to drain said at half-way: ${near} of ${drained.length} within 30 % (virtual clock)`,
    [
      ['pile', 'real s', 'said s', 'ratio'],
      ...drained.map(({ lag, realSeconds, said }) => [
        lag,
        round(realSeconds),
        said === null ? 'not said' : round(said),
        said === null ? '' : round(said / realSeconds, 2),
      ]),
    ],
  )
  if (values.json) {
    console.log(
      JSON.stringify({
        bench: 'time-lag',
        virtual,
        virtualLong: long,
        real,
        drains: drained,
        near,
      }),
    )
  }
}
