import { describe, expect, it } from 'vitest'
import { readArguments } from './arguments.ts'

describe('npm run demo understands', () => {
  it.each([
    ['nothing', [], { kind: 'run', reset: false, kafka: null, dev: false }],
    ['--reset', ['--reset'], { kind: 'run', reset: true }],
    ['given brokers', ['--kafka', 'a:1,b:2'], { kind: 'run', kafka: 'a:1,b:2' }],
    ['given brokers with =', ['--kafka=a:1'], { kind: 'run', kafka: 'a:1' }],
    [
      'a port',
      ['--port', '3100'],
      { kind: 'run', ports: { web: 3100, kafka: null, postgres: null } },
    ],
    ['a broker to stop', ['stop-broker', '3'], { kind: 'broker', verb: 'stop-broker', id: 3 }],
    ['a broker to thaw', ['thaw-broker', '1'], { kind: 'broker', verb: 'thaw-broker', id: 1 }],
    ['traffic to pause', ['pause-traffic'], { kind: 'traffic', verb: 'pause-traffic' }],
    ['a cry for help', ['--help'], { kind: 'help' }],
  ])('%s', (_, args, request) => {
    expect(readArguments(args)).toMatchObject(request)
  })
  it.each([
    ['an unknown option', ['--resett']],
    ['an unknown word', ['explode-broker', '3']],
    ['a broker without a number', ['stop-broker']],
    ['a broker that is no number', ['stop-broker', 'all']],
    ['an option without its value', ['--kafka']],
    ['a port that is none', ['--port', '99999']],
  ])('and refuses %s', (_, args) => {
    expect(() => readArguments(args)).toThrow()
  })
})
