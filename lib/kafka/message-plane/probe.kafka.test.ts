import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalCluster, startCluster } from '../../../tools/kafka/local-cluster.ts'
import { freePorts } from '../../../tools/process/ports.ts'
import type { ClusterConfig } from '../../config/schema.ts'
import { secretValue } from '../../config/secrets.ts'
import { exampleConfig } from '../testing/example-config.ts'
import { probe } from './probe.ts'

const folder = mkdtempSync(join(tmpdir(), 'highwater-probe-'))
let cluster: LocalCluster
let ports: { plain: number; controller: number; login: number; secure: number }
let ca: string

/** A self-signed certificate for localhost alone, as a key store for the broker and as PEM for us. */
const certificate = (): string => {
  const store = join(folder, 'broker.p12')
  const common = ['-keystore', store, '-storepass', 'changeit', '-alias', 'broker']
  const named = ['-dname', 'CN=broker', '-ext', 'SAN=dns:localhost']
  execFileSync(
    'keytool',
    ['-genkeypair', '-keyalg', 'EC', '-storetype', 'PKCS12', ...common, ...named],
    { stdio: 'pipe' },
  )
  const pem = join(folder, 'broker.pem')
  execFileSync('keytool', ['-exportcert', '-rfc', '-file', pem, ...common], { stdio: 'pipe' })
  return readFileSync(pem, 'utf8')
}

/** Its listeners are named in its properties, so their ports are chosen before it starts. */
const start = async (): Promise<LocalCluster> => {
  const [plain = 0, controller = 0, login = 0, secure = 0] = await freePorts(4)
  ports = { plain, controller, login, secure }
  const plainLogin =
    'org.apache.kafka.common.security.plain.PlainLoginModule required user_app="right";'
  return startCluster({
    folder: join(folder, `kafka-${plain}`),
    brokers: 1,
    heapMb: 256,
    jmx: false,
    firstPort: plain,
    config: {
      listeners: `PLAINTEXT://127.0.0.1:${plain},CONTROLLER://127.0.0.1:${controller},LOGIN://127.0.0.1:${login},SECURE://127.0.0.1:${secure}`,
      'advertised.listeners': `PLAINTEXT://127.0.0.1:${plain},LOGIN://127.0.0.1:${login},SECURE://127.0.0.1:${secure}`,
      'listener.security.protocol.map':
        'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,LOGIN:SASL_PLAINTEXT,SECURE:SSL',
      'listener.name.login.sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-512',
      'listener.name.login.plain.sasl.jaas.config': plainLogin,
      'listener.name.login.scram-sha-512.sasl.jaas.config':
        'org.apache.kafka.common.security.scram.ScramLoginModule required;',
      'listener.name.secure.ssl.keystore.location': join(folder, 'broker.p12'),
      'listener.name.secure.ssl.keystore.password': 'changeit',
      'listener.name.secure.ssl.keystore.type': 'PKCS12',
    },
  })
}

beforeAll(async () => {
  ca = certificate()
  // Another process may take one of the ports between choosing and starting.
  cluster = await start().catch(start)
})

afterAll(async () => {
  await cluster?.stop()
  rmSync(folder, { recursive: true, force: true })
})

type Port = keyof typeof ports
const sasl = (
  password: string,
  mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512' = 'plain',
) => ({
  sasl: { mechanism, username: 'app', password: secretValue(password) },
})
const tls = (more: object = {}) => ({ tls: { rejectUnauthorized: true, ...more } })
const trusted = () => tls({ ca: secretValue(ca) })

type Case = [string, string, Port, () => Partial<ClusterConfig>]

test.each<Case>([
  ['plaintext', '127.0.0.1', 'plain', () => ({})],
  ['by name', 'localhost', 'plain', () => ({})],
  ['a right login', '127.0.0.1', 'login', () => sasl('right')],
  ['TLS with its authority', 'localhost', 'secure', trusted],
  [
    'TLS by another name',
    '127.0.0.1',
    'secure',
    () => tls({ ca: secretValue(ca), serverName: 'localhost' }),
  ],
  // The broker closes such a connection at the first request after ApiVersions, which a probe does not make.
  ['no login, not yet noticed,', '127.0.0.1', 'login', () => ({})],
  ['TLS unchecked', '127.0.0.1', 'secure', () => tls({ rejectUnauthorized: false })],
])('%s gets in', async (_, host, port, part) => {
  const config = exampleConfig(`${host}:${ports[port]}`, part())
  expect(await probe(config, 8_000)).toMatchObject({ ok: true })
})

type Mistake = [...Case, string, RegExp]

test.each<Mistake>([
  [
    'a wrong password',
    '127.0.0.1',
    'login',
    () => sasl('wrong'),
    'authentication_failed',
    /user name or password/,
  ],
  [
    'a wrong SCRAM password',
    '127.0.0.1',
    'login',
    () => sasl('wrong', 'scram-sha-512'),
    'authentication_failed',
    /user name or password/,
  ],
  [
    'a mechanism not enabled',
    '127.0.0.1',
    'login',
    () => sasl('right', 'scram-sha-256'),
    'authentication_failed',
    /does not offer this SASL mechanism/,
  ],
  [
    'a login where none is asked',
    '127.0.0.1',
    'plain',
    () => sasl('right'),
    'authentication_failed',
    /does not use SASL/,
  ],
  [
    'TLS to a plaintext port',
    '127.0.0.1',
    'plain',
    () => tls(),
    'tls_failed',
    /does not speak TLS/,
  ],
  [
    'plaintext to a TLS port',
    '127.0.0.1',
    'secure',
    () => ({}),
    'connection_lost',
    /closed the connection/,
  ],
  ['an unknown authority', 'localhost', 'secure', () => tls(), 'tls_failed', /known authority/],
  [
    'a name not in the certificate',
    '127.0.0.1',
    'secure',
    trusted,
    'tls_failed',
    /not for the broker's name/,
  ],
])('%s is told in plain words', async (_, host, port, part, code, message) => {
  const config = exampleConfig(`${host}:${ports[port]}`, part())
  const result = await probe(config, 8_000)
  expect(result).toMatchObject({ ok: false, trouble: { code } })
  expect(!result.ok && result.trouble.message).toMatch(message)
})

test.each([
  ['nothing listens', '127.0.0.1:9', 'connection_refused'],
  ['an unknown host', 'no-such-host.invalid:9092', 'host_unknown'],
  ['a link-local address', '169.254.169.254:9092', 'connection_refused'],
])('%s: %s is told', async (_, address, code) => {
  const result = await probe(exampleConfig(address), 4_000)
  expect(result).toMatchObject({ ok: false, trouble: { code } })
})

test('another protocol is not taken for Kafka, and is given up by the deadline', async () => {
  const web = createServer(() => {})
  await new Promise<void>((ready) => web.listen(0, '127.0.0.1', ready))
  const address = `127.0.0.1:${(web.address() as AddressInfo).port}`
  const result = await probe(exampleConfig(address), 2_000)
  web.close().closeAllConnections()
  expect(result).toMatchObject({ ok: false })
})
