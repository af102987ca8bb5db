/** What a sparkline draws: `points` texts of its unbroken runs, single values, the threshold's height. */
export type SparkPaths = {
  lines: string[]
  dots: [x: number, y: number][]
  thresholdY: number | null
}

const PAD = 2

/**
 * Values of equal distance, oldest first, to polylines in a box of `width` × `height`. The scale
 * starts at 0 and ends at the greatest value (or at the threshold, when that is less than twice as
 * high, so that a far threshold does not flatten the line). A null breaks the line.
 */
export const sparkPaths = (
  values: (number | null)[],
  width: number,
  height: number,
  threshold: number | null,
): SparkPaths => {
  const known = values.filter((value): value is number => value !== null)
  const highest = Math.max(0, ...known)
  const drawn = threshold !== null && known.length > 0 && threshold <= highest * 2
  const top = Math.max(highest, drawn ? threshold * 1.05 : 0)
  const round = (n: number) => Math.round(n * 10) / 10
  const y = (value: number) =>
    round(height - PAD - (top === 0 ? 0 : value / top) * (height - 2 * PAD))
  const x = (index: number) =>
    round(values.length < 2 ? width : (index / (values.length - 1)) * width)

  const lines: string[] = []
  const dots: [number, number][] = []
  let run: [number, number][] = []
  const close = () => {
    const [only] = run
    if (run.length === 1 && only) dots.push(only)
    if (run.length > 1) lines.push(run.map((point) => point.join(',')).join(' '))
    run = []
  }
  values.forEach((value, index) => {
    if (value === null) close()
    else run.push([x(index), y(value)])
  })
  close()
  return { lines, dots, thresholdY: drawn ? y(threshold) : null }
}
