/** What `npm run demo -- …` was asked to do. */
export type DemoRequest =
  | {
      kind: 'run'
      dev: boolean
      reset: boolean
      kafka: string | null
      home: string | null
      ports: { web: number | null; kafka: number | null; postgres: number | null }
    }
  | { kind: 'broker'; verb: BrokerVerb; id: number; home: string | null }
  | { kind: 'traffic'; verb: TrafficVerb; home: string | null }
  | { kind: 'help' }

export type BrokerVerb = 'stop-broker' | 'start-broker' | 'freeze-broker' | 'thaw-broker'
export type TrafficVerb = 'pause-traffic' | 'resume-traffic'

const brokerVerbs: readonly string[] = [
  'stop-broker',
  'start-broker',
  'freeze-broker',
  'thaw-broker',
]
const trafficVerbs: readonly string[] = ['pause-traffic', 'resume-traffic']
const isBrokerVerb = (text: string): text is BrokerVerb => brokerVerbs.includes(text)
const isTrafficVerb = (text: string): text is TrafficVerb => trafficVerbs.includes(text)

export const usage = `npm run demo                          everything on this machine: Postgres, Kafka, traffic, pages
npm run demo -- --reset               begin with empty data
npm run demo -- --kafka host:9092,…   watch that cluster instead of starting one
npm run demo -- --port 3100           the page's first port (also --kafka-port, --postgres-port)
npm run demo -- --home folder         data of its own, beside another demo
and from a second terminal:
npm run demo -- stop-broker 3         (start-broker, freeze-broker, thaw-broker)
npm run demo -- pause-traffic         (resume-traffic)`

const portOf = (flag: string, text: string | null): number | null => {
  if (text === null) return null
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Error(`${flag} ${text} is not a port`)
}

/** Reads the arguments. Throws one sentence on what it does not know. */
export const readArguments = (args: string[]): DemoRequest => {
  const values = new Map<string, string>()
  const flags = new Set<string>()
  const words: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    const [name = '', inline] = arg.split(/=(.*)/s)
    if (['--kafka', '--home', '--port', '--kafka-port', '--postgres-port'].includes(name)) {
      const value = inline ?? args[++at]
      if (!value) throw new Error(`${name} needs a value`)
      values.set(name, value)
    } else if (['--dev', '--reset', '--help', '-h'].includes(arg)) flags.add(arg)
    else if (arg.startsWith('-')) throw new Error(`unknown option ${arg}\n${usage}`)
    else words.push(arg)
  }
  if (flags.has('--help') || flags.has('-h')) return { kind: 'help' }
  const value = (name: string) => values.get(name) ?? null
  const home = value('--home')
  const [verb, id, ...rest] = words
  if (verb === undefined) {
    return {
      kind: 'run',
      dev: flags.has('--dev'),
      reset: flags.has('--reset'),
      kafka: value('--kafka'),
      home,
      ports: {
        web: portOf('--port', value('--port')),
        kafka: portOf('--kafka-port', value('--kafka-port')),
        postgres: portOf('--postgres-port', value('--postgres-port')),
      },
    }
  }
  if (isTrafficVerb(verb) && id === undefined) return { kind: 'traffic', verb, home }
  if (isBrokerVerb(verb) && id !== undefined && /^\d+$/.test(id) && rest.length === 0) {
    return { kind: 'broker', verb, id: Number(id), home }
  }
  throw new Error(`not understood: ${words.join(' ')}\n${usage}`)
}
