import { existsSync } from 'node:fs'
import { env } from '../lib/config/env.ts'
import { defaultFile, loadSettings } from '../lib/config/settings.ts'
import { examineCluster } from './doctor/cluster.ts'
import { bad, type Finding, fine, lineOf } from './doctor/finding.ts'
import { examineDatabase, examineTools } from './doctor/machine.ts'

// `npm run doctor`: checks everything Highwater needs, one line each; exit code 1 when anything failed.

let failures = 0
const say = (findings: Finding[]) => {
  for (const finding of findings) {
    if (finding.state === 'failed') failures++
    console.log(lineOf(finding))
  }
}

const settings = () => {
  try {
    const read = loadSettings()
    const where = env().configFile ?? (existsSync(defaultFile) ? defaultFile : 'KAFKA_BROKERS')
    say([fine('configuration', `${where}: ${read.clusters.map(({ id }) => id).join(', ')}`)])
    return read
  } catch (error) {
    say([bad('configuration', (error as Error).message, 'correct it; nothing starts without it')])
    return null
  }
}

say(examineTools())
const read = settings()
for (const config of read?.clusters ?? []) say(await examineCluster(config))
say(await examineDatabase(env()))
console.log(failures === 0 ? '\nEverything needed works.' : `\n${failures} failed.`)
process.exit(failures === 0 ? 0 : 1)
