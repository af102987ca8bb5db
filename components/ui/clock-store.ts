/**
 * One clock for every relative time on the page: a tick a second, and only components whose text
 * changes render again. It runs on the server's time, so that a browser with a wrong clock does
 * not show wrong ages.
 */
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let skew = 0
let now = Date.now()

const tick = () => {
  now = Date.now() + skew
  for (const listener of listeners) listener()
}

export const subscribeClock = (listener: () => void): (() => void) => {
  listeners.add(listener)
  if (timer === undefined) {
    now = Date.now() + skew
    timer = setInterval(tick, 1000)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Epoch milliseconds by the server's clock: still between two ticks, exact while nobody listens. */
export const currentTime = (): number => (timer === undefined ? Date.now() + skew : now)

/** By how much the server's clock is ahead; below two seconds it is taken for the way here. */
export const setClockSkew = (ahead: number): void => {
  skew = Math.abs(ahead) < 2000 ? 0 : ahead
  tick()
}
