import { failed, type Outcome } from '../errors.ts'
import { type Address, addressText, type BrokerClient, type CallOptions } from './broker-client.ts'
import type { KafkaRequest } from './requests.ts'

/** After this long without an answer a second broker is asked as well, in milliseconds. */
export const HEDGE_MS = 1_500

export type AnsweredBy<R> = { answer: R; address: Address }

/**
 * Asks whichever of several brokers answers first, in the given order: the next one is asked as soon
 * as one fails, or beside it when one is silent for `HEDGE_MS`. Fails only when none answers, with
 * the first broker's failure.
 */
export function askAny<A extends unknown[], R>(
  client: BrokerClient,
  candidates: Address[],
  request: KafkaRequest<A, R>,
  args: A,
  options: CallOptions,
): Promise<Outcome<AnsweredBy<R>>> {
  const { promise, resolve } = Promise.withResolvers<Outcome<AnsweredBy<R>>>()
  const waiting = [...candidates]
  let open = 0
  let timer: NodeJS.Timeout | undefined
  let first: Outcome<AnsweredBy<R>> | null = null

  const askNext = () => {
    clearTimeout(timer)
    const address = waiting.shift()
    if (!address) {
      if (open === 0) resolve(first ?? failed('not_asked', 'no broker is known'))
      return
    }
    open++
    if (waiting.length > 0) timer = setTimeout(askNext, HEDGE_MS)
    void client.call(address, request, args, options).then((outcome) => {
      open--
      if (outcome.ok) {
        clearTimeout(timer)
        waiting.length = 0
        resolve({ ok: true, value: { answer: outcome.value, address } })
        return
      }
      first ??= outcome
      askNext()
    })
  }
  askNext()
  return promise
}

/** Addresses in order of preference, each once: those that answer first, then those being probed apart. */
export function preferAnswering(client: BrokerClient, addresses: Address[]): Address[] {
  const unique = [...new Map(addresses.map((a) => [addressText(a), a])).values()]
  const isOpen = (a: Address) => client.breaker.isOpen(addressText(a))
  const answering = unique.filter((a) => !isOpen(a))
  return answering.length > 0 ? answering : unique
}
