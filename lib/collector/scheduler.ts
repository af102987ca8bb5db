import { setTimeout as delay } from 'node:timers/promises'

/** Waits, and returns at once when `signal` is aborted. True: the time has passed. */
export const pause = async (ms: number, signal: AbortSignal): Promise<boolean> => {
  if (signal.aborted) return false
  try {
    await delay(Math.max(0, ms), undefined, { signal })
    return true
  } catch {
    return false
  }
}

/**
 * When the next tick begins: a whole number of ticks after the last planned one, so that ticks do not
 * drift and a late one does not make the next early; never in the past.
 */
export const nextStart = (planned: number, tickMs: number, now: number): number =>
  planned + tickMs * Math.max(1, Math.ceil((now - planned) / tickMs))

/** A shift of up to 2 % of a tick, so that many clusters and collectors do not stay in step. */
export const jitter = (tickMs: number, random: () => number = Math.random): number =>
  Math.round((random() - 0.5) * 0.04 * tickMs)

/**
 * Runs `tick` again and again until it answers null or `signal` is aborted; it answers the tick to
 * keep from then on, in ms. One never begins before the other ended. An abort lets the tick under way
 * end.
 *
 * @param onLate told how late a tick began, in ms
 */
export const runTicks = async (
  tick: () => Promise<number | null>,
  signal: AbortSignal,
  onLate: (lateMs: number, tickMs: number) => void = () => undefined,
): Promise<void> => {
  let planned = Date.now()
  while (!signal.aborted) {
    const tickMs = await tick()
    if (tickMs === null) return
    planned = nextStart(planned, tickMs, Date.now())
    const start = planned + jitter(tickMs)
    if (!(await pause(start - Date.now(), signal))) return
    onLate(Date.now() - start, tickMs)
  }
}
