/** Why a start was cut short: somebody asked for the end. */
export class AskedToEnd extends Error {}

/**
 * Waits for the wish that this process end: Ctrl-C, SIGTERM, a closed terminal, or the death of the
 * bootstrap that started it. `signal` aborts and `promise` resolves at that moment, `onAsk` runs once.
 */
export const untilAsked = (onAsk: () => void): { promise: Promise<void>; signal: AbortSignal } => {
  const controller = new AbortController()
  const promise = new Promise<void>((resolve) => {
    const ask = () => {
      if (controller.signal.aborted) return
      onAsk()
      controller.abort(new AskedToEnd('asked to end'))
      resolve()
    }
    // Handlers stay for good: a second Ctrl-C must not cut the orderly end short.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask)
    const parent = process.ppid
    if (process.env.npm_lifecycle_event) {
      setInterval(() => process.ppid !== parent && ask(), 1000).unref()
    }
  })
  return { promise, signal: controller.signal }
}
