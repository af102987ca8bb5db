const ends: (() => Promise<unknown>)[] = []

/** Children are not in this terminal's process group: Ctrl-C does not reach them, so it is passed on, the last started first. */
export const endWhenInterrupted = (end: () => Promise<unknown>): void => {
  ends.push(end)
  if (ends.length > 1) return
  const endAll = async () => {
    for (const each of ends.toReversed()) await each().catch(() => undefined)
    process.exit(130)
  }
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => void endAll())
}
