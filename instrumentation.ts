/** Next calls this once when a server process starts, before its first request. */
export async function register(): Promise<void> {
  // Next builds this file for its edge runtime too, where nothing of ours runs.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { warmUp } = await import('./lib/http/warm-up')
  warmUp()
}
