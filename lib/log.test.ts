import { expect, test } from 'vitest'
import { secretValue } from './config/secrets.ts'
import { createLog, withoutCredentials } from './log.ts'

const logged = (write: (log: ReturnType<typeof createLog>) => void): string => {
  const lines: string[] = []
  write(createLog('test', { write: (line) => lines.push(line) }))
  return lines.join('')
}

test.each([
  ['under its own name', { password: 'hunter2' }],
  ['deep in a configuration', { cluster: { sasl: { password: 'hunter2' } } }],
  ['as a reference under any name', { a: { b: { c: { d: { e: secretValue('hunter2') } } } } }],
  ['in an address', { url: 'postgresql://app:hunter2@db:5432/highwater' }],
  ['in an error text', { err: new Error('cannot reach postgres://app:hunter2@db/x') }],
])('a secret %s is not logged', (_, object) => {
  const line = logged((log) => log.error(object, 'something happened'))
  expect(line).toContain('something happened')
  expect(line).not.toContain('hunter2')
})

test.each([
  ['postgres://app:p@ss@db/x', 'postgres://[secret]@db/x'],
  ['http://token@host/path', 'http://[secret]@host/path'],
  ['see http://host/a@b', 'see http://host/a@b'],
  ['kafka-1:9092 told user@example.org', 'kafka-1:9092 told user@example.org'],
])('credentials leave an address and nothing else does: %s', (text, expected) => {
  expect(withoutCredentials(text)).toBe(expected)
})
