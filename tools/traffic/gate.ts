import { setTimeout as sleep } from 'node:timers/promises'

/** Lets everything that makes traffic stand still together, with its group memberships kept. */
export type Gate = {
  paused: boolean
  ended: boolean
  /** Resolves when traffic flows or has ended; calls `alive` every second meanwhile (a heartbeat). */
  pass: (alive?: () => Promise<void>) => Promise<void>
}

export const createGate = (): Gate => {
  const gate: Gate = {
    paused: false,
    ended: false,
    pass: async (alive) => {
      while (gate.paused && !gate.ended) {
        await alive?.()
        await sleep(1000)
      }
    },
  }
  return gate
}

/** Repeats `work` until traffic ends; an error (a broker stopped on purpose) is said once and tried again. */
export const keepGoing = async (
  name: string,
  gate: Gate,
  work: () => Promise<void>,
): Promise<void> => {
  let said = ''
  while (!gate.ended) {
    try {
      await work()
      said = ''
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      if (text !== said && !gate.ended) console.error(`${name}: ${text}`)
      said = text
      await sleep(2000)
    }
  }
}
