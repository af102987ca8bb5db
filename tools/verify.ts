import { exitCodeOf, sumCounts, summaryLine } from './checks/counting.ts'
import { runSteps } from './checks/steps.ts'
import { staticSteps } from './checks/suite.ts'

const count = sumCounts(await runSteps(staticSteps))
console.log(`\n${summaryLine(count)}`)
process.exit(exitCodeOf(count))
