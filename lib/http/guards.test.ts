import { describe, expect, it } from 'vitest'
import { isLocalHost } from './host.ts'
import { crossOriginRefusal } from './same-origin.ts'

describe('the host a request names', () => {
  it.each(['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST'])(
    '%s is this machine',
    (host) => {
      expect(isLocalHost(host)).toBe(true)
    },
  )

  it.each<[string | null, string]>([
    ['evil.example', 'a foreign name that resolves here (DNS rebinding)'],
    ['127.0.0.1.evil.example', 'a name that begins like an address'],
    ['localhost.evil.example', 'or like localhost'],
    ['localhost:3000@evil.example', 'user info'],
    ['0.0.0.0:3000', 'every interface is no name of this machine'],
    ['10.0.0.5:3000', 'an address of the network'],
    ['', 'empty'],
    [null, 'missing'],
  ])('%s is refused: %s', (host) => {
    expect(isLocalHost(host)).toBe(false)
  })
})

describe('where a write comes from', () => {
  const host = '127.0.0.1:3000'
  it.each<[Record<string, string>, string]>([
    [{ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }, 'our own page'],
    [{ host, origin: `http://${host}` }, 'a client without fetch metadata that names us'],
    [{ host, 'sec-fetch-site': 'same-origin' }, 'fetch metadata alone'],
  ])('passes %j: %s', (headers) => {
    expect(crossOriginRefusal(new Headers(headers))).toBeNull()
  })

  it.each<[Record<string, string>, string]>([
    [{ host }, 'nothing that tells'],
    [{ host, origin: 'null' }, 'a sandboxed page'],
    [{ host, origin: 'http://evil.example' }, 'another site'],
    [{ host, origin: 'http://127.0.0.1:4000' }, 'another port of this machine'],
    [
      { host, origin: `http://${host}`, 'sec-fetch-site': 'cross-site' },
      'metadata says cross-site',
    ],
    [{ host, 'sec-fetch-site': 'same-site' }, 'a sister domain'],
    [{ host, 'sec-fetch-site': 'none' }, 'typed by a person: no write begins so'],
  ])('refuses %j: %s', (headers) => {
    expect(crossOriginRefusal(new Headers(headers))).not.toBeNull()
  })
})
