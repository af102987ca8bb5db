import type { Step } from './steps.ts'

const vitest = (project: string, name: string): Step => ({
  name,
  script: 'vitest/vitest.mjs',
  args: ['run', '--project', project],
  runner: 'vitest',
})

/** What needs no service: format and lint, types, what nobody uses, unit and architecture tests. */
export const staticSteps: Step[] = [
  {
    name: 'format and lint',
    script: '@biomejs/biome/bin/biome',
    args: ['check', '--error-on-warnings', '.'],
  },
  // Types of pages and of style sheets come from Next; a clean clone has none until it is asked.
  { name: 'types of routes', script: 'next/dist/bin/next', args: ['typegen'] },
  { name: 'types', script: 'typescript/bin/tsc', args: ['--noEmit', '-p', '.'] },
  { name: 'unused code', script: 'knip/bin/knip.js', args: [] },
  vitest('unit', 'unit and architecture'),
]

/** On a real Postgres. */
export const postgresStep = vitest('postgres', 'integration on Postgres')

/** On real brokers; each file starts the ones it needs. */
export const kafkaStep = vitest('kafka', 'integration on Kafka')

/** In a real browser against a stack that already runs. */
export const browserStep = (env: Record<string, string>): Step => ({
  name: 'end to end in Chromium',
  script: '@playwright/test/cli.js',
  args: ['test'],
  runner: 'playwright',
  env,
})
