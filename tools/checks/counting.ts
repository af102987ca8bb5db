/** How many checks a step ran, by how they ended. */
export type Count = { passed: number; failed: number }

type VitestReport = {
  numPassedTests?: number
  numFailedTests?: number
  testResults?: { status?: string; assertionResults?: unknown[] }[]
}
type PlaywrightReport = {
  stats?: { expected?: number; unexpected?: number; flaky?: number }
  errors?: unknown[]
}

/** Sums what vitest's JSON reporter wrote. A file that failed before its first test is one failure. */
export const countVitest = (report: VitestReport): Count => {
  const broken = (report.testResults ?? []).filter(
    (file) => file.status === 'failed' && (file.assertionResults ?? []).length === 0,
  )
  return {
    passed: report.numPassedTests ?? 0,
    failed: (report.numFailedTests ?? 0) + broken.length,
  }
}

/** Sums what Playwright's JSON reporter wrote. A flaky test passed; an error outside any test is a failure. */
export const countPlaywright = (report: PlaywrightReport): Count => ({
  passed: (report.stats?.expected ?? 0) + (report.stats?.flaky ?? 0),
  failed: (report.stats?.unexpected ?? 0) + (report.errors ?? []).length,
})

/**
 * The count of one step. Without a report the step is one check. With one, a runner that failed
 * without naming a failure, or wrote no report, or ran nothing, is one failure: never silently green.
 */
export const countStep = (exitCode: number | null, report: Count | 'none' | 'missing'): Count => {
  const succeeded = exitCode === 0
  if (report === 'none') return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  if (report === 'missing') return { passed: 0, failed: 1 }
  const silent = (!succeeded && report.failed === 0) || report.passed + report.failed === 0
  return silent ? { ...report, failed: 1 } : report
}

/** Adds up counts. */
export const sumCounts = (counts: Count[]): Count =>
  counts.reduce(
    (sum, each) => ({ passed: sum.passed + each.passed, failed: sum.failed + each.failed }),
    { passed: 0, failed: 0 },
  )

/** The last line of a run. */
export const summaryLine = ({ passed, failed }: Count): string =>
  `${passed} passed, ${failed} failed`

/** 0 when something ran and nothing failed, else 1. */
export const exitCodeOf = ({ passed, failed }: Count): number =>
  failed === 0 && passed > 0 ? 0 : 1
