import type { Failure } from '../errors.ts'

/** First wait before a silent broker is probed, and the longest, in milliseconds. */
export const PROBE_FIRST_MS = 1_000
export const PROBE_LONGEST_MS = 30_000

/** What is known about the way to one broker. Times are epoch milliseconds. */
export type CircuitState = {
  lastAnsweredAt: number | null
  /** Both null while it answers. While set, the broker is not asked in a poll. */
  failingSince: number | null
  failure: Failure | null
}

type Circuit = CircuitState & {
  waitMs: number
  timer: NodeJS.Timeout | null
  probing: boolean
}

/**
 * One circuit per broker address. A failure of the way to the broker opens it: from then on nobody
 * waits for that broker, and it is probed apart with doubling waits until it answers.
 *
 * @param probe asks the broker something cheap; resolves true when it answered. Never rejects.
 */
export function createBreaker(probe: (address: string) => Promise<boolean>) {
  const circuits = new Map<string, Circuit>()
  let closed = false

  const circuitOf = (address: string): Circuit => {
    let circuit = circuits.get(address)
    if (!circuit) {
      circuit = {
        lastAnsweredAt: null,
        failingSince: null,
        failure: null,
        waitMs: PROBE_FIRST_MS,
        timer: null,
        probing: false,
      }
      circuits.set(address, circuit)
    }
    return circuit
  }

  const stopTimer = (circuit: Circuit) => {
    if (circuit.timer) clearTimeout(circuit.timer)
    circuit.timer = null
  }

  const probeNow = async (address: string, circuit: Circuit) => {
    if (closed || circuit.probing || circuit.failingSince === null) return
    stopTimer(circuit)
    circuit.probing = true
    const answered = await probe(address)
    circuit.probing = false
    if (answered || closed || circuit.failingSince === null) return
    circuit.waitMs = Math.min(circuit.waitMs * 2, PROBE_LONGEST_MS)
    schedule(address, circuit)
  }

  const schedule = (address: string, circuit: Circuit) => {
    stopTimer(circuit)
    circuit.timer = setTimeout(() => void probeNow(address, circuit), circuit.waitMs)
    circuit.timer.unref()
  }

  return {
    /** What is known of an address; a copy. */
    state(address: string): CircuitState {
      const { lastAnsweredAt, failingSince, failure } = circuitOf(address)
      return { lastAnsweredAt, failingSince, failure }
    },
    isOpen: (address: string): boolean => circuitOf(address).failingSince !== null,
    answered(address: string, now: number): void {
      const circuit = circuitOf(address)
      circuit.lastAnsweredAt = now
      circuit.failingSince = null
      circuit.failure = null
      circuit.waitMs = PROBE_FIRST_MS
      stopTimer(circuit)
    },
    failed(address: string, failure: Failure, now: number): void {
      const circuit = circuitOf(address)
      circuit.failure = failure
      circuit.failingSince ??= now
      if (!circuit.timer && !circuit.probing && !closed) schedule(address, circuit)
    },
    /** Probes an open circuit at once: something else says that the broker is back. */
    nudge(address: string): void {
      const circuit = circuitOf(address)
      circuit.waitMs = PROBE_FIRST_MS
      void probeNow(address, circuit)
    },
    close(): void {
      closed = true
      for (const circuit of circuits.values()) stopTimer(circuit)
    },
  }
}

export type Breaker = ReturnType<typeof createBreaker>
