/** Epoch milliseconds as the ISO text of every wire; null stays null. */
export const isoOf = (at: number | null | undefined): string | null =>
  at === null || at === undefined ? null : new Date(at).toISOString()

/** A clock time for a sentence, `02:41 UTC`, with the day in front when it is not today's. */
export const clockText = (at: number, now: number): string => {
  const iso = new Date(at).toISOString()
  const time = `${iso.slice(11, 16)} UTC`
  return iso.slice(0, 10) === new Date(now).toISOString().slice(0, 10)
    ? time
    : `${iso.slice(0, 10)} ${time}`
}
