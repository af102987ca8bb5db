/** Middle value; NaN of nothing. */
export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** The value that `share` of the values do not exceed (nearest rank); NaN of nothing. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export const minimum = (values: readonly number[]): number => Math.min(...values)

export const mean = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / values.length

export const round = (value: number, digits = 0): number => Number(value.toFixed(digits))

/** Prints rows under a heading, columns aligned: words to the left, numbers to the right. */
export const printTable = (heading: string, rows: readonly (readonly (string | number)[])[]) => {
  const text = rows.map((row) => row.map(String))
  const widths: number[] = []
  for (const row of text) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length)
  }
  console.log(`\n${heading}`)
  for (const row of text) {
    const cells = row.map((cell, i) =>
      i === 0 || Number.isNaN(Number.parseFloat(cell)) || cell.includes(',')
        ? cell.padEnd(widths[i] ?? 0)
        : cell.padStart(widths[i] ?? 0),
    )
    console.log(`  ${cells.join('  ').trimEnd()}`)
  }
}
