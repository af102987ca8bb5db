import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Count, exitCodeOf, sumCounts, summaryLine } from './checks/counting.ts'
import { runStep, runSteps } from './checks/steps.ts'
import { browserStep, kafkaStep, postgresStep, staticSteps } from './checks/suite.ts'
import { kafkaJars } from './kafka/fetch.ts'
import type { Postgres } from './postgres.ts'
import { untilAsked } from './stack/until-asked.ts'
import { root } from './stack/web-build.ts'
import { testServer } from './testing/postgres.ts'
import { startTestStack } from './testing/stack.ts'

const { signal } = untilAsked(() => console.log('\nstopping …'))

const servers: Postgres[] = []

/** A step that is not a command: one check, failed when it throws. */
const attempt = async (name: string, work: () => Promise<void>): Promise<Count> => {
  console.log(`\n── ${name}`)
  try {
    await work()
    return { passed: 1, failed: 0 }
  } catch (e) {
    console.error(e instanceof Error ? e.message : e)
    return { passed: 0, failed: 1 }
  }
}

const onPostgres = async (): Promise<Count[]> => {
  const counts: Count[] = []
  const started = await attempt('start Postgres', async () => {
    servers.push(await testServer())
  })
  if (started.failed > 0) return [started]
  counts.push(await runStep(postgresStep, signal))
  return counts
}

const onKafka = async (): Promise<Count[]> => {
  const fetched = await attempt('fetch Kafka', async () => {
    await kafkaJars('4.3.1', signal)
    await kafkaJars('3.9.2', signal)
  })
  return fetched.failed > 0 ? [fetched] : [await runStep(kafkaStep, signal)]
}

const inBrowser = async (): Promise<Count[]> => {
  const counts: Count[] = []
  const built = await attempt('production build and a whole stack', async () => {
    const { stack, env } = await startTestStack((line) => console.log(`  ${line}`), signal)
    try {
      const specs = readdirSync(join(root, 'e2e')).some((name) => name.endsWith('.spec.ts'))
      if (specs) counts.push(await runStep(browserStep(env), signal))
    } finally {
      await stack.stop()
    }
  })
  return [built, ...counts]
}

const counts = await runSteps(staticSteps, signal)
try {
  for (const part of [onPostgres, onKafka, inBrowser]) {
    if (!signal.aborted) counts.push(...(await part()))
  }
} finally {
  await Promise.all(servers.map((server) => server.stop()))
}
if (signal.aborted) counts.push({ passed: 0, failed: 1 })
const count = sumCounts(counts)
console.log(`\n${summaryLine(count)}`)
process.exit(exitCodeOf(count))
