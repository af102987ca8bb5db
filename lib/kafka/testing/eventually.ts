/**
 * Repeats a look at the world until it is true, at most for `withinMs`. Returns what was seen last, so
 * that an assertion on it says what was wrong.
 */
export async function until<T>(
  look: () => Promise<T>,
  isTrue: (seen: T) => boolean,
  withinMs = 30_000,
): Promise<T> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const seen = await look()
    if (isTrue(seen) || Date.now() > deadline) return seen
    await new Promise((done) => setTimeout(done, 100))
  }
}
