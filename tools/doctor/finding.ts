/** One line of the doctor: `note` is worth knowing and fails nothing. */
export type Finding = {
  state: 'ok' | 'failed' | 'note'
  /** What was looked at, e.g. `orders kafka-1:9092 login`. */
  about: string
  /** What was found. */
  found: string
  /** What to do; null where nothing needs doing. */
  advice: string | null
}

export const fine = (about: string, found: string): Finding => ({
  ...{ state: 'ok', about, found },
  advice: null,
})

export const bad = (about: string, found: string, advice: string): Finding => ({
  ...{ state: 'failed', about, found, advice },
})

export const note = (about: string, found: string, advice: string | null = null): Finding => ({
  ...{ state: 'note', about, found, advice },
})

/** The line a person reads. */
export const lineOf = ({ state, about, found, advice }: Finding): string =>
  `${state.padEnd(6)}  ${about}: ${found}${advice ? ` → ${advice}` : ''}`
