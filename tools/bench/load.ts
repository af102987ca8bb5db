import { Agent, get } from 'node:http'

/** One GET; resolves when the whole answer is there. Throws for anything but 200. */
const fetchOnce = (agent: Agent, url: URL): Promise<number> =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      response.once('error', reject)
      response.once('end', () =>
        response.statusCode === 200
          ? resolve(bytes)
          : reject(new Error(`${url.pathname}${url.search}: ${response.statusCode}`)),
      )
    }).once('error', reject)
  })

export type Load = { times: number[]; bytes: number }

/**
 * `clients` that ask one after the other, all at once, until `goesOn` says no; `urlOf` is told the number of
 * the request. Times are milliseconds until the last byte.
 */
export const load = async (
  base: string,
  clients: number,
  urlOf: (n: number) => string,
  goesOn: (n: number) => boolean,
): Promise<Load> => {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const result: Load = { times: [], bytes: 0 }
  let next = 0
  const client = async () => {
    while (goesOn(next)) {
      const url = new URL(urlOf(next++), base)
      const began = performance.now()
      const bytes = await fetchOnce(agent, url)
      result.bytes += bytes
      result.times.push(performance.now() - began)
    }
  }
  try {
    await Promise.all(Array.from({ length: clients }, client))
  } finally {
    agent.destroy()
  }
  return result
}
