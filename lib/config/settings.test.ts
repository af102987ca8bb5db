// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are the file's, not ours
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { ConfigError } from './error.ts'
import { readSecret, secretValue } from './secrets.ts'
import { loadSettings, readSettings } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'highwater-config-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'highwater.config.yaml')

const refusal = (run: () => unknown): ConfigError => {
  try {
    run()
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const head = ['clusters:', '  - id: orders', '    bootstrapServers: [kafka-1:9092]']
const read = (lines: string[], variables: Record<string, string> = {}) =>
  readSettings(lines.join('\n'), file, variables)

test('a cluster needs only an id and servers; everything else has its default', () => {
  const { clusters, history } = read(head)
  expect(clusters[0]).toEqual({
    id: 'orders',
    name: 'orders',
    environment: 'other',
    bootstrapServers: [{ host: 'kafka-1', port: 9092 }],
    tls: null,
    sasl: null,
    metrics: null,
    groups: { include: ['*'], exclude: [], cap: 5000, noHistory: ['console-consumer-*'] },
    topics: { include: ['*'], exclude: [] },
    poll: { tickMs: 15_000, connectTimeoutMs: 5_000, requestTimeoutMs: 5_000 },
  })
  expect(history).toEqual({ rawHours: 48, rollupDays: 90 })
})

test('the example file of this repository is accepted, with its variables set', () => {
  const variables = { HIGHWATER_CONFIG: 'highwater.config.example.yaml', ORDERS_PASSWORD: 'x' }
  const settings = loadSettings(variables)
  expect(settings.clusters.map((cluster) => cluster.id)).toEqual(['orders', 'lab'])
  expect(refusal(() => loadSettings({ ...variables, ORDERS_PASSWORD: '' })).reason).toContain(
    'ORDERS_PASSWORD is empty',
  )
})

test.each<[string, string[], number, string, RegExp]>([
  ['no clusters', ['history: {}'], 1, '', /needs at least one cluster/],
  ['an empty file', [''], 1, '', /mapping/],
  ['a misspelt setting', ['cluster: []'], 1, 'cluster', /unknown setting; known here: clusters/],
  ['a misspelt one deeper', [...head, '    tsl: true'], 4, 'clusters[0].tsl', /unknown setting/],
  ['a doubled key', [...head, '    id: b'], 4, 'YAML', /unique/],
  ['broken YAML', [...head, '    name: "a'], 4, 'YAML', /quote/],
  ['a missing id', ['clusters:', '  - name: a'], 2, 'clusters[0]', /needs id/],
  ['an id with capitals', ['clusters:', '  - id: Orders'], 2, 'clusters[0].id', /a-z, 0-9/],
  ['an id too long', ['clusters:', `  - id: ${'a'.repeat(41)}`], 2, 'clusters[0].id', /1 to 40/],
  ['no servers', ['clusters:', '  - id: a'], 2, 'clusters[0]', /needs bootstrapServers/],
  [
    'an id twice',
    [...head, '  - bootstrapServers: [b:1]', '    id: orders'],
    5,
    'clusters[1].id',
    /already/,
  ],
  [
    'a metadata address among servers',
    [
      'clusters:',
      '  - id: a',
      '    bootstrapServers:',
      '      - b:1',
      '      - 169.254.169.254:9092',
    ],
    5,
    'clusters[0].bootstrapServers[1]',
    /metadata/,
  ],
  [
    'an unset variable',
    [...head, '    name: ${CLUSTER_NAME}'],
    4,
    'clusters[0].name',
    /CLUSTER_NAME is not set/,
  ],
  [
    'an unset variable in a password',
    [...head, '    sasl:', '      mechanism: plain', '      username: u', '      password: ${PW}'],
    7,
    'clusters[0].sasl.password',
    /PW is not set/,
  ],
  [
    'no password',
    [...head, '    sasl:', '      mechanism: plain', '      username: u'],
    4,
    'clusters[0].sasl',
    /needs password/,
  ],
  [
    'a missing secret file',
    [...head, '    tls:', '      ca: file:absent.pem'],
    5,
    'clusters[0].tls.ca',
    /absent\.pem: ENOENT/,
  ],
  [
    'a wrong environment',
    [...head, '    environment: prod'],
    4,
    'clusters[0].environment',
    /one of/,
  ],
  ['a tick too short', [...head, '    poll: { tickMs: 10 }'], 4, 'clusters[0].poll.tickMs', /1000/],
  [
    'a metrics address that is link-local',
    [...head, '    metrics:', '      endpoints:', '        1: http://[fe80::1]/metrics'],
    6,
    'clusters[0].metrics.endpoints.1',
    /link-local/,
  ],
  [
    'a metrics address with a password',
    [...head, '    metrics: { prometheus: { url: "http://a:b@prom" } }'],
    4,
    'clusters[0].metrics.prometheus.url',
    /password/,
  ],
  [
    'a metrics scheme',
    [...head, '    metrics: { prometheus: { url: "file:///etc" } }'],
    4,
    'clusters[0].metrics.prometheus.url',
    /http/,
  ],
  [
    'history of no length',
    ['history:', '  rawHours: 0', ...head],
    2,
    'history.rawHours',
    /whole number/,
  ],
])('%s is refused with line, field and reason', (_, lines, line, field, reason) => {
  const error = refusal(() => read(lines))
  expect({ line: error.line, field: error.field }).toEqual({ line, field })
  expect(error.reason).toMatch(reason)
  if (field) expect(error.message).toContain(`highwater.config.yaml:${line}: ${field}`)
})

test('a refusal never repeats what a variable holds', () => {
  for (const setting of ['environment: ${V}', 'bootstrapServers: ["${V}"]', 'tls: ${V}']) {
    const lines = ['clusters:', '  - id: a', '    bootstrapServers: [b:1]', `    ${setting}`]
    if (setting.startsWith('boot')) lines.splice(2, 1)
    const error = refusal(() => read(lines, { V: 'hunter2' }))
    expect(error.message).not.toContain('hunter2')
  }
})

test('variables fill any value, numbers and flags too, and $${ is a literal', () => {
  const lines = ['    name: "$${x} ${N}"', '    tls: ${T}', '    poll: { tickMs: "${M}" }']
  const { clusters } = read([...head, ...lines], { N: 'one', T: 'true', M: '2000' })
  expect(clusters[0]).toMatchObject({
    name: '${x} one',
    tls: { rejectUnauthorized: true },
    poll: { tickMs: 2000 },
  })
})

test('a secret from a variable is text even when it begins with file:', () => {
  const sasl = ['    sasl: { mechanism: plain, username: u, password: "${PW}" }']
  const { clusters } = read([...head, ...sasl], { PW: 'file:/etc/passwd' })
  const config = clusters[0]?.sasl
  expect(config && 'password' in config && readSecret(config.password)).toBe('file:/etc/passwd')
})

test('a secret file is read again when it was replaced', () => {
  const path = join(folder, 'password')
  writeFileSync(path, 'first\n')
  const sasl = ['    sasl: { mechanism: plain, username: u, password: "file:password" }']
  const config = read([...head, ...sasl]).clusters[0]?.sasl
  if (!config || !('password' in config)) throw new Error('no password')
  expect(readSecret(config.password)).toBe('first')
  writeFileSync(`${path}.new`, 'other\n')
  renameSync(`${path}.new`, path)
  expect(readSecret(config.password)).toBe('other')
})

test('a secret is not in a printed or serialised configuration', () => {
  const ref = secretValue('hunter2')
  expect(readSecret(ref)).toBe('hunter2')
  for (const text of [inspect({ ref }), JSON.stringify({ ref }), String(ref)])
    expect(text).not.toContain('hunter2')
})

test('KAFKA_BROKERS makes one cluster named default', () => {
  const { clusters } = loadSettings({ KAFKA_BROKERS: 'a:9092, b:9093' })
  expect(clusters).toHaveLength(1)
  expect(clusters[0]).toMatchObject({
    id: 'default',
    bootstrapServers: [
      { host: 'a', port: 9092 },
      { host: 'b', port: 9093 },
    ],
  })
  expect(refusal(() => loadSettings({ KAFKA_BROKERS: 'a' })).field).toBe('KAFKA_BROKERS')
})

test('nothing to watch, and a named file that does not exist, are refused', () => {
  expect(refusal(() => loadSettings({})).reason).toContain('set KAFKA_BROKERS')
  const missing = { HIGHWATER_CONFIG: '/nonexistent.yaml', KAFKA_BROKERS: 'a:1' }
  expect(refusal(() => loadSettings(missing)).field).toBe('HIGHWATER_CONFIG')
})
