import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalCluster, startCluster } from '../../tools/kafka/local-cluster.ts'
import { freePorts } from '../../tools/process/ports.ts'
import type { ClusterConfig } from '../config/schema.ts'
import { takeSnapshot } from '../snapshot/take.ts'
import { type ExampleClients, openExampleClients } from './control-plane/example-clients.ts'
import { type Gateway, openGateway } from './gateway.ts'
import { until } from './testing/eventually.ts'
import { exampleConfig } from './testing/example-config.ts'

let cluster: LocalCluster
let clients: ExampleClients
let saslPort: number
let tlsPort: number
let folder: string
let ca: string
const gateways: Gateway[] = []

const open = (config: ClusterConfig): Gateway => {
  const gateway = openGateway(config, { purpose: 'interactive' })
  gateways.push(gateway)
  return gateway
}

/** A self-signed certificate for localhost alone: a key store for the broker, PEM for us. */
function certificate(): string {
  const common = ['-keystore', join(folder, 'broker.p12'), '-storepass', 'changeit', '-alias', 'b']
  const named = ['-dname', 'CN=broker', '-ext', 'SAN=dns:localhost']
  const make = ['-genkeypair', '-keyalg', 'EC', '-storetype', 'PKCS12', ...common, ...named]
  execFileSync('keytool', make, { stdio: 'pipe' })
  const pem = join(folder, 'broker.pem')
  execFileSync('keytool', ['-exportcert', '-rfc', '-file', pem, ...common], { stdio: 'pipe' })
  return readFileSync(pem, 'utf8')
}

/** A gateway over the listener that wants a login. */
const loggedIn = (username: string, password: string): Gateway =>
  open(
    exampleConfig(`127.0.0.1:${saslPort}`, {
      sasl: { mechanism: 'plain', username, password: { value: password } },
    }),
  )

const take = (gateway: Gateway) =>
  takeSnapshot(gateway, { config: gateway.config, previous: null, sequence: 0, tickMs: 15_000 })

/** Its listeners are named in its properties, so their ports are chosen before it starts. */
async function start(): Promise<LocalCluster> {
  const [port = 0, controllerPort = 0, sasl = 0, tls = 0] = await freePorts(4)
  saslPort = sasl
  tlsPort = tls
  const login =
    'org.apache.kafka.common.security.plain.PlainLoginModule required user_watcher="seen" user_limited="some";'
  return startCluster({
    folder: join(folder, `kafka-${port}`),
    brokers: 1,
    heapMb: 256,
    jmx: false,
    firstPort: port,
    config: {
      listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort},SASL://127.0.0.1:${sasl},TLS://127.0.0.1:${tls}`,
      'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
      'advertised.listeners': `PLAINTEXT://127.0.0.1:${port},SASL://127.0.0.1:${sasl},TLS://localhost:${tls}`,
      'listener.security.protocol.map':
        'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL:SASL_PLAINTEXT,TLS:SSL',
      'listener.name.sasl.sasl.enabled.mechanisms': 'PLAIN',
      'listener.name.sasl.plain.sasl.jaas.config': login,
      'listener.name.tls.ssl.keystore.location': join(folder, 'broker.p12'),
      'listener.name.tls.ssl.keystore.password': 'changeit',
      'listener.name.tls.ssl.keystore.type': 'PKCS12',
      'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      'super.users': 'User:ANONYMOUS;User:watcher',
    },
  })
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'highwater-live-'))
  ca = certificate()
  // Another process may take one of the ports between choosing and starting.
  cluster = await start().catch(start)
  clients = openExampleClients(cluster.bootstrap)
  await clients.createTopics([
    { name: 'orders', assignment: [[1], [1]], configs: { 'retention.ms': '1000000' } },
  ])
  await clients.commit('billing', 'orders', { 1: 0n })
})

afterAll(async () => {
  await Promise.all(gateways.map((g) => g.close()))
  await clients?.close()
  await cluster?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('what is asked live for the one thing that is open', () => {
  test('configs of a topic come with type, source and documentation', async () => {
    const answer = await open(exampleConfig(cluster.bootstrap)).describeTopicConfigs('orders')
    if (!answer.ok) throw new Error(answer.failure.message)
    const retention = answer.value.find((c) => c.name === 'retention.ms')
    expect(retention).toMatchObject({
      value: '1000000',
      source: 'DYNAMIC_TOPIC_CONFIG',
      isDefault: false,
      type: 'long',
      sensitive: false,
    })
    expect(retention?.documentation).toMatch(/retain/)
    expect(answer.value.length).toBeGreaterThan(25)
  })

  test('a group whose coordinator is not known is found, described and read', async () => {
    const gateway = open(exampleConfig(cluster.bootstrap))
    const ref = { id: 'billing', type: 'classic' as const, coordinator: null }
    expect(await gateway.describeGroup(ref)).toMatchObject({
      ok: true,
      value: { state: 'Empty', members: [] },
    })
    expect(await gateway.groupCommits(ref)).toMatchObject({
      ok: true,
      value: [{ topic: 'orders', partitions: [{ partition: 1, offset: 0n }] }],
    })
  })

  test('a topic tells both ends of its log, and one that is not there says so', async () => {
    const gateway = open(exampleConfig(cluster.bootstrap))
    expect(await gateway.topicOffsets('orders')).toEqual({
      ok: true,
      value: [0, 1].map((partition) => ({ partition, leader: 1, startOffset: 0n, endOffset: 0n })),
    })
    expect(await gateway.topicOffsets('nowhere')).toMatchObject({
      ok: false,
      failure: { code: 'kafka_error', message: 'UNKNOWN_TOPIC_OR_PARTITION' },
    })
  })
})

describe('a listener that wants a login', () => {
  test('with DESCRIBE on the cluster everything is seen', async () => {
    const { snapshot } = await take(loggedIn('watcher', 'seen'))
    expect(snapshot?.visibility).toBe('full')
    expect(snapshot?.groups.map((g) => g.id)).toEqual(['billing'])
    expect(snapshot?.problems).toEqual([])
  })

  test('without it Kafka hides things silently, and the snapshot says so', async () => {
    const { snapshot } = await take(loggedIn('limited', 'some'))
    expect(snapshot?.visibility).toBe('principal')
    expect(snapshot?.topics).toEqual([])
    expect(snapshot?.groups).toEqual([])
    expect(snapshot?.brokers[0]?.logDirs).toMatchObject({ value: null })
    expect(snapshot?.brokers[0]?.reachable).toBe(true)
    for (const problem of snapshot?.problems ?? []) {
      expect(problem.code).toBe('not_authorized')
      expect(problem.message).not.toMatch(/connectionId|processor|127\.0\.0\.1/)
    }
  })

  test('a wrong password is said in the broker’s words, and is not tried again and again', async () => {
    const gateway = loggedIn('watcher', 'wrong')
    const { unreachable } = await take(gateway)
    expect(unreachable?.reason).toMatch(/Invalid username or password/)
  })

  test('no login given is a failure of the connection', async () => {
    const { unreachable } = await take(open(exampleConfig(`127.0.0.1:${saslPort}`)))
    expect(unreachable?.reason).toMatch(/connection was closed/)
  })

  test('a login given where none is wanted, and TLS where there is none, are told apart', async () => {
    const sasl = { mechanism: 'plain' as const, username: 'a', password: { value: 'b' } }
    const toPlain = await take(open(exampleConfig(cluster.bootstrap, { sasl })))
    expect(toPlain.unreachable?.reason).toMatch(/does not use SASL/)
    const tls = { rejectUnauthorized: true }
    const withTls = await take(open(exampleConfig(cluster.bootstrap, { tls })))
    expect(withTls.unreachable?.reason).toMatch(/TLS/)
  })
})

describe('a listener that speaks TLS', () => {
  const over = (host: string, tls: Partial<NonNullable<ClusterConfig['tls']>> = {}) =>
    open(exampleConfig(`${host}:${tlsPort}`, { tls: { rejectUnauthorized: true, ...tls } }))

  test('is read with its authority, by name and by an address whose name is given', async () => {
    const authority = { ca: { value: ca } }
    const named = await take(over('localhost', authority))
    expect(named.snapshot?.brokers).toMatchObject([{ host: 'localhost', reachable: true }])
    const numeric = await take(over('127.0.0.1', { ...authority, serverName: 'localhost' }))
    expect(numeric.snapshot?.brokers).toMatchObject([{ reachable: true }])
  })

  test('is refused without its authority, and under another name', async () => {
    expect((await take(over('localhost'))).unreachable?.reason).toMatch(/known authority/)
    const other = await take(over('127.0.0.1', { ca: { value: ca } }))
    expect(other.unreachable?.reason).toMatch(/not for the broker's name/)
  })
})

test('a secret file that is rotated is read by the next connection', async () => {
  const file = join(folder, 'password')
  writeFileSync(file, 'expired')
  const sasl = { mechanism: 'plain' as const, username: 'watcher', password: { file } }
  const gateway = open(exampleConfig(`127.0.0.1:${saslPort}`, { sasl }))
  expect((await take(gateway)).unreachable?.reason).toMatch(/Invalid username or password/)
  writeFileSync(file, 'seen\n')
  const { snapshot } = await until(
    () => take(gateway),
    (taken) => taken.snapshot !== null,
    10_000,
  )
  expect(snapshot?.brokers).toMatchObject([{ reachable: true }])
})

describe('an address that must not be connected to', () => {
  test('is refused before anything is sent', async () => {
    const { unreachable } = await take(open(exampleConfig('169.254.169.254:9092')))
    expect(unreachable?.reason).toMatch(/never connected to/)
  })
})

test('nobody waits longer than 2 s for a broker that accepts and says nothing', async () => {
  const gateway = open(exampleConfig(cluster.bootstrap))
  expect((await gateway.topicOffsets('orders')).ok).toBe(true)
  await cluster.freezeBroker(1)
  const startedAt = performance.now()
  const answer = await gateway.topicOffsets('orders')
  const waitedMs = performance.now() - startedAt
  await cluster.thawBroker(1)
  expect(answer).toMatchObject({ ok: false, failure: { code: 'timeout' } })
  // The deadline is 2 s; the second is for a busy machine.
  expect(waitedMs).toBeLessThan(3_000)
  const healed = await until(
    () => gateway.topicOffsets('orders'),
    (a) => a.ok,
  )
  expect(healed.ok).toBe(true)
})
