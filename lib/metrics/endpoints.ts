import { fetchText } from '../http/outbound.ts'
import type { Millis } from '../snapshot/schema.ts'
import type { TimedReading } from './measure.ts'
import { knownNames, readingOf } from './names.ts'
import { parseExposition } from './parse.ts'

const known = new Set(knownNames)

/**
 * One broker's own exporter, read once.
 * @param now the time when the scrape begins; the reading carries the time when it ended
 * @throws Error in words fit for a screen
 */
export async function readEndpoint(
  address: string,
  deadlineMs: number,
  now: Millis,
): Promise<TimedReading> {
  const began = performance.now()
  const text = await fetchText(address, {
    // From the operator's own configuration file: exporters live on private and loopback addresses.
    allowPrivate: true,
    totalMs: deadlineMs,
    headers: { accept: 'text/plain;version=0.0.4' },
  })
  const at = now + Math.round(performance.now() - began)
  const samples = parseExposition(text, (name) => known.has(name))
  if (samples.length === 0) throw new Error('it has none of the Kafka metrics that are known here')
  return { at, values: readingOf(samples) }
}
