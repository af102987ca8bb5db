/** Random numbers from 0 to 1, the same for the same seed (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Records a second at a moment, which is seconds since the beginning. */
export type Rate = (seconds: number) => number

const wave =
  (low: number, high: number, period: number): Rate =>
  (s) =>
    low + ((high - low) * (1 + Math.sin((2 * Math.PI * s) / period))) / 2
const turns =
  (period: number, rates: number[]): Rate =>
  (s) =>
    rates[Math.floor(s / period) % rates.length] ?? 0

/** Ways that real topics are written: even, in steps, in waves, in bursts, with pauses, hardly at all, ever faster. */
export const producers: Rate[] = [
  () => 20,
  turns(180, [5, 50, 5, 120]),
  wave(0, 100, 600),
  (s) => (s % 120 < 2 ? 300 : 1),
  turns(150, [30, 0, 30, 0, 0]),
  () => 0.2,
  (s) => 1 + s / 30,
  wave(40, 60, 45),
]

/** Ways that groups read: at most so many records a second. They keep up, stop, fall behind and catch up. */
export const consumers: Rate[] = [
  () => 1000,
  turns(200, [200, 0, 200, 200]),
  wave(10, 90, 420),
  turns(300, [40, 300]),
  () => 18,
  turns(90, [0, 0, 500]),
  wave(0, 60, 240),
  turns(600, [1000, 12]),
]

/** One partition and the one group that reads it. */
export type Series = {
  /** Epoch milliseconds of each record, by offset. */
  written: number[]
  /** The next offset the group reads, and what it last committed. */
  position: number
  committed: number
  /** Where a fraction of a record is carried to the next step. */
  owed: { write: number; read: number }
}

export const newSeries = (): Series => ({
  written: [],
  position: 0,
  committed: 0,
  owed: { write: 0, read: 0 },
})

/** Writes and reads for the `stepMs` that end at `now`, `seconds` after the beginning. Returns how many records were written. */
export const step = (
  series: Series,
  rates: { write: Rate; read: Rate },
  at: { now: number; seconds: number; stepMs: number },
): number => {
  const { owed, written } = series
  owed.write += (rates.write(at.seconds) * at.stepMs) / 1000
  const count = Math.floor(owed.write)
  owed.write -= count
  for (let i = 0; i < count; i++) {
    written.push(at.now - at.stepMs + Math.round(((i + 0.5) * at.stepMs) / count))
  }
  owed.read = Math.min(owed.read + (rates.read(at.seconds) * at.stepMs) / 1000, 5000)
  const read = Math.min(Math.floor(owed.read), written.length - series.position)
  owed.read = series.position + read === written.length ? 0 : owed.read - read
  series.position += read
  return count
}

/** Seconds since the record at the commit was written; 0 where the group has read everything. */
export const realAge = ({ written, committed }: Series, now: number): number => {
  const at = written[committed]
  return at === undefined ? 0 : (now - at) / 1000
}
