import { percentile, round } from './figures.ts'

/** What the product said of a group's lag in time, in seconds, beside the age that the record at its commit really had. */
export type LagSample = { real: number; said: number | null; atLeast: boolean }

/** Within one tick, or within a tenth of the real age. */
const isClose = ({ real, said }: LagSample, tickSeconds: number): boolean =>
  said !== null && Math.abs(said - real) <= Math.max(tickSeconds, real / 10)

export type LagFigures = {
  samples: number
  closeShare: number
  unsaid: number
  atLeast: number
  errorP50: number
  errorP95: number
  realP50: number
  realMax: number
}

/** Errors and ages are seconds. */
export const lagFigures = (samples: LagSample[], tickSeconds: number): LagFigures => {
  const errors = samples.flatMap(({ real, said }) => (said === null ? [] : [Math.abs(said - real)]))
  const real = samples.map((s) => s.real)
  return {
    samples: samples.length,
    closeShare: samples.filter((s) => isClose(s, tickSeconds)).length / samples.length,
    unsaid: samples.filter((s) => s.said === null).length,
    atLeast: samples.filter((s) => s.atLeast).length,
    errorP50: percentile(errors, 0.5),
    errorP95: percentile(errors, 0.95),
    realP50: percentile(real, 0.5),
    realMax: Math.max(...real),
  }
}

export const lagHeading = [
  '',
  'tick s',
  'samples',
  'within',
  'not said',
  '"at least"',
  'error p50 s',
  'p95 s',
  'real age p50 s',
  'max s',
]

export const lagRow = (name: string, tickSeconds: number, f: LagFigures) => [
  name,
  tickSeconds,
  f.samples,
  `${round(100 * f.closeShare, 1)} %`,
  f.unsaid,
  f.atLeast,
  round(f.errorP50, 1),
  round(f.errorP95, 1),
  round(f.realP50, 1),
  round(f.realMax, 1),
]
