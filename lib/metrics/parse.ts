/** One line of a Prometheus exposition. `labels` has no `__name__`. */
export type Sample = { name: string; labels: Record<string, string>; value: number }

const nameAtStart = /^[a-zA-Z_:][a-zA-Z0-9_:]*/
const labelAt = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(,?)/y
const unescaped: Record<string, string> = { '\\\\': '\\', '\\"': '"', '\\n': '\n' }

/** A value as the format writes it; NaN and infinities included. Throws on anything else. */
function number(text: string): number {
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  if (/^nan$/i.test(text)) return Number.NaN
  const value = Number(text)
  if (text === '' || Number.isNaN(value)) throw new Error(`"${text.slice(0, 40)}" is not a value`)
  return value
}

/** The labels of `{…}` from `start` (after the brace) and where the text after the closing brace begins. */
function readLabels(line: string, start: number): { labels: Record<string, string>; end: number } {
  const labels: Record<string, string> = {}
  let at = start
  let more = true
  while (more) {
    labelAt.lastIndex = at
    const found = labelAt.exec(line)
    if (!found) break
    labels[found[1] ?? ''] = (found[2] ?? '').replace(
      /\\[\\"n]/g,
      (pair) => unescaped[pair] ?? pair,
    )
    at = labelAt.lastIndex
    more = found[3] === ','
  }
  while (line[at] === ' ') at++
  if (line[at] !== '}') throw new Error('its labels do not end')
  return { labels, end: at + 1 }
}

/**
 * Reads the Prometheus text format 0.0.4 and the OpenMetrics text that exporters answer with:
 * comments, escapes, a comma after the last label, timestamps and exemplars (both are dropped).
 * @param wants which metric names are of interest; lines of others are only skimmed
 * @throws Error with the line's number when a line is not of this format
 */
export function parseExposition(
  text: string,
  wants: (name: string) => boolean = () => true,
): Sample[] {
  const samples: Sample[] = []
  let lineNumber = 0
  for (const raw of text.split('\n')) {
    lineNumber++
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const name = nameAtStart.exec(line)?.[0]
    if (!name) throw new Error(`line ${lineNumber} is not a Prometheus metric`)
    const next = line[name.length]
    if (next !== '{' && next !== ' ' && next !== '\t')
      throw new Error(`line ${lineNumber} is not a Prometheus metric`)
    if (!wants(name)) continue
    try {
      const { labels, end } =
        next === '{' ? readLabels(line, name.length + 1) : { labels: {}, end: name.length }
      const value = number(line.slice(end).trim().split(/\s+/, 1)[0] ?? '')
      samples.push({ name, labels, value })
    } catch (error) {
      throw new Error(`line ${lineNumber}: ${(error as Error).message}`)
    }
  }
  return samples
}
