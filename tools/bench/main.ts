/** What `npm run bench` can measure; each prints tables and with `--json` one object on its last line. */
const parts: Record<string, () => Promise<{ run(args: readonly string[]): Promise<void> }>> = {
  poll: () => import('./poll.ts'),
  product: () => import('./product.ts'),
  pages: () => import('./pages.ts'),
  'time-lag': () => import('./time-lag.ts'),
  detection: () => import('./detection.ts'),
  history: () => import('./history.ts'),
}
/** Not measurements: the process a part measures, and a cluster kept up for several of them. */
const others: typeof parts = {
  'poll-loop': () => import('./poll-loop.ts'),
  cluster: () => import('./cluster.ts'),
}

// Measures the product against its own promises. Times are printed, never asserted.
const main = async ([first = '', ...rest]: string[]): Promise<void> => {
  const load = { ...parts, ...others }[first]
  if (load) return (await load()).run(rest)
  if (first !== '' && !first.startsWith('-')) {
    throw new Error(`unknown bench "${first}"; there are: ${Object.keys(parts).join(', ')}`)
  }
  for (const [name, each] of Object.entries(parts)) {
    console.log(`\n── ${name}`)
    await (await each()).run([first, ...rest].filter((arg) => arg !== ''))
  }
}

main(process.argv.slice(2))
  .catch((e: unknown) => {
    console.error(e instanceof Error ? e.message : e)
    process.exitCode = 1
  })
  .finally(() => process.exit())
