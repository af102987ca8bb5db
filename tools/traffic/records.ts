import type { TopicPlan } from './plan.ts'

export type Message = { key: string; value: string }

/**
 * How many records are due after `elapsedMs` at `perSecond`, and the fraction carried to the next
 * call, so that 2 records a second sent each 250 ms still come out as 2 a second.
 */
export const due = (
  perSecond: number,
  elapsedMs: number,
  carried: number,
): { count: number; carried: number } => {
  const exact = (perSecond * elapsedMs) / 1000 + carried
  const count = Math.floor(exact)
  return { count, carried: exact - count }
}

/** Small records with keys of a few thousand entities; `hotKeyShare` of them carry one and the same key. */
export const messages = (
  plan: TopicPlan,
  count: number,
  sequence: number,
  random: () => number = Math.random,
): Message[] =>
  Array.from({ length: count }, (_, i) => {
    const entity = Math.floor(random() * 4000)
    const hot = plan.hotKeyShare !== undefined && random() < plan.hotKeyShare
    return {
      key: hot ? 'merchant-1' : `entity-${entity}`,
      value: JSON.stringify({ type: plan.topic, sequence: sequence + i, entity }),
    }
  })
