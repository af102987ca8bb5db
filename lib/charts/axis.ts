/** At most five ticks of a value axis from 0, in steps of 1, 2 or 5 times a power of ten. */
export const axisTicks = (top: number): number[] => {
  if (!(top > 0)) return [0, 1]
  const rough = top / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n * 4 >= top * 0.9999)
  const size = step ?? rough
  const ticks: number[] = []
  for (let index = 0; ; index++) {
    // Multiplied, not added up, so that 0.1 + 0.2 never reads 0.30000000000000004.
    ticks.push(Number((index * size).toPrecision(12)))
    if (index * size >= top) return ticks
  }
}

const MINUTE = 60_000
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 10_080, 20_160].map(
  (minutes) => minutes * MINUTE,
)

/** Round times within a range (epoch milliseconds), at most `most`, of equal distance. */
export const timeTicks = (from: number, to: number, most = 6): number[] => {
  const step = steps.find((size) => (to - from) / size <= most) ?? (to - from) / most
  const ticks: number[] = []
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at)
  return ticks
}
