import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../stack/web-build.ts'
import { type Count, countPlaywright, countStep, countVitest } from './counting.ts'

/** One thing that is checked. `runner`: its JSON report is read; absent: the step itself is one check. */
export type Step = {
  name: string
  /** The script inside `node_modules`, run by this Node. */
  script: string
  args: string[]
  runner?: 'vitest' | 'playwright'
  env?: Record<string, string>
}

const readReport = (step: Step, file: string): Count | 'none' | 'missing' => {
  if (!step.runner) return 'none'
  if (!existsSync(file)) return 'missing'
  const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, never>
  return step.runner === 'vitest' ? countVitest(report) : countPlaywright(report)
}

const reportArgs = (step: Step, file: string) => {
  if (step.runner === 'vitest')
    return ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  return step.runner === 'playwright' ? ['--reporter=list,json'] : []
}

/** Runs one step with its output on this terminal and counts it. Never throws: a step that cannot run is a failure. */
export const runStep = async (step: Step, signal?: AbortSignal): Promise<Count> => {
  console.log(`\n── ${step.name}`)
  const began = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'highwater-step-'))
  const file = join(folder, 'report.json')
  const code = await new Promise<number | null>((resolve) => {
    const args = [join(root, 'node_modules', step.script), ...step.args, ...reportArgs(step, file)]
    // What the caller's shell says must not decide how the product is tested.
    const env = {
      ...process.env,
      NODE_ENV: 'test',
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
      ...step.env,
    } as const
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit', signal })
    child.once('error', () => resolve(null))
    child.once('exit', resolve)
  })
  const count = countStep(code, readReport(step, file))
  rmSync(folder, { recursive: true, force: true })
  const took = ((performance.now() - began) / 1000).toFixed(1)
  const verdict = count.failed === 0 ? `ok (${count.passed})` : `FAILED (${count.failed})`
  console.log(`── ${step.name}: ${verdict}, ${took} s`)
  return count
}

/** Runs steps one after another, the later ones whatever the earlier ones said. Stops early only when asked to. */
export const runSteps = async (steps: Step[], signal?: AbortSignal): Promise<Count[]> => {
  const counts: Count[] = []
  for (const step of steps) {
    if (signal?.aborted) break
    counts.push(await runStep(step, signal))
  }
  return counts
}
