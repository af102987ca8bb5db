// node tools/traffic/main.ts --bootstrap host:port,… --libs FOLDER
// SIGUSR2 pauses, SIGCONT resumes (SIGUSR1 would open Node's debugger), SIGTERM ends.
import type { ChildProcess } from 'node:child_process'
import { parseArgs } from 'node:util'
import { createMessageClient } from '../../lib/kafka/message-plane/client.ts'
import { consumeAll } from './consumers.ts'
import { createGate } from './gate.ts'
import { startJava } from './java.ts'
import { createTopics, makePasts } from './once.ts'
import { groups, topics } from './plan.ts'
import { produceAll } from './producers.ts'

const { values } = parseArgs({
  options: { bootstrap: { type: 'string' }, libs: { type: 'string' } },
})
const { bootstrap, libs } = values
if (!bootstrap) throw new Error('--bootstrap host:port is missing')

const clientOf = (clientId: string) => createMessageClient({ bootstrap, clientId })
const gate = createGate()
let java: ChildProcess | null = null

process.on('SIGUSR2', () => {
  gate.paused = true
  java?.stdin?.write('pause\n')
})
process.on('SIGCONT', () => {
  gate.paused = false
  java?.stdin?.write('resume\n')
})
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    gate.ended = true
    java?.stdin?.end()
    // A broker that is frozen holds a disconnect for as long as it likes.
    setTimeout(() => {
      java?.kill('SIGKILL')
      process.exit(0)
    }, 4000)
  })

const client = clientOf('demo-traffic')
await createTopics(client)
await makePasts(client, gate)
if (libs) {
  java = startJava(bootstrap, libs)
  if (gate.paused) java.stdin?.write('pause\n')
}
console.log('traffic flows')
await Promise.all([produceAll(client, topics, gate), consumeAll(clientOf, groups, gate)])
process.exit(0)
