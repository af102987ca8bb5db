import { parseArgs } from 'node:util'
import { runCollector } from '../lib/collector/main.ts'
import { loadSettings } from '../lib/config/settings.ts'
import { untilAsked } from './stack/until-asked.ts'

// The collector's process: `--clusters a,b` names the clusters it can reach; without it, all of them.
const { values } = parseArgs({ options: { clusters: { type: 'string' } } })
const { signal } = untilAsked(() => undefined)
try {
  await runCollector({
    settings: loadSettings(),
    ...(values.clusters ? { clusters: values.clusters.split(',') } : {}),
    signal,
  })
} catch (e) {
  if (!signal.aborted) {
    console.error(e instanceof Error ? e.message : e)
    process.exitCode = 1
  }
}
process.exit()
