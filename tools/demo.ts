import { join, resolve } from 'node:path'
import { readArguments, usage } from './demo/arguments.ts'
import { steerBroker, steerTraffic } from './demo/control.ts'
import { startStack } from './stack/stack.ts'
import { AskedToEnd, untilAsked } from './stack/until-asked.ts'
import { root } from './stack/web-build.ts'

const fail = (e: unknown): never => {
  if (e instanceof AskedToEnd) {
    console.log('all stopped')
    process.exit(0)
  }
  console.error(e instanceof Error ? e.message : String(e))
  process.exit(1)
}

const main = async () => {
  const request = readArguments(process.argv.slice(2))
  if (request.kind === 'help') return console.log(usage)
  const wanted = request.home ?? process.env.HIGHWATER_HOME
  const home = wanted ? resolve(wanted) : join(root, '.highwater/demo')
  if (request.kind === 'broker')
    return console.log(await steerBroker(home, request.verb, request.id))
  if (request.kind === 'traffic') return console.log(steerTraffic(home, request.verb))

  const asked = untilAsked(() => console.log('\nstopping …'))
  const began = performance.now()
  const stack = await startStack({
    home,
    reset: request.reset,
    kafka: request.kafka,
    dev: request.dev,
    traffic: true,
    ports: {
      web: request.ports.web ?? Number(process.env.PORT ?? 3000),
      kafka: request.ports.kafka ?? 19_092,
      postgres: request.ports.postgres ?? 15_432,
    },
    say: (line) => console.log(`  ${line}`),
    signal: asked.signal,
  })
  const took = Math.round((performance.now() - began) / 1000)
  console.log(`\nHighwater: ${stack.url}  (ready after ${took} s; Ctrl-C ends all of it)`)
  if (stack.cluster) {
    console.log('See an incident, from a second terminal: npm run demo -- stop-broker 3')
  }
  await asked.promise
  await stack.stop()
  console.log('all stopped')
  process.exit(0)
}

await main().catch(fail)
