import { createServer } from 'node:net'

/** True when nobody listens on 127.0.0.1:`port` at this moment. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      probe.close(() => resolve(true)),
    )
  })

/** The first free port at or above `wanted` that is not in `taken`. Throws after a thousand. */
export const nextFreePort = async (
  wanted: number,
  taken: ReadonlySet<number> = new Set(),
  free: (port: number) => Promise<boolean> = isFree,
): Promise<number> => {
  for (let port = wanted; port < Math.min(wanted + 1000, 65_536); port++) {
    if (!taken.has(port) && (await free(port))) return port
  }
  throw new Error(`no free port from ${wanted} to ${wanted + 999}`)
}

/**
 * `count` different free ports, from `wanted` upwards. Without `wanted` they start at a random place
 * below Linux's ephemeral range (32768), where no outgoing connection can take them meanwhile.
 */
export const freePorts = async (count: number, wanted?: number): Promise<number[]> => {
  const taken = new Set<number>()
  let from = wanted ?? 20_000 + Math.floor(Math.random() * 11_000)
  while (taken.size < count) {
    from = await nextFreePort(from, taken)
    taken.add(from++)
  }
  return [...taken]
}
