import { describe, expect, it } from 'vitest'
import { api, nameFromPage, nameFromRoute, paths, queryText } from './paths.ts'

const BASE = 'http://127.0.0.1:3000'

/** What a server sees of an address after a browser has parsed it: segments as sent, and `?id=`. */
function received(path: string, index: number) {
  const url = new URL(path, BASE)
  return { raw: url.pathname.split('/')[index] ?? '', id: url.searchParams.get('id') }
}

describe('names in addresses', () => {
  it.each([
    ['a/b', 'a slash stays inside one segment'],
    ['%', 'a lone percent sign'],
    ['100%25', 'text that looks already encoded is not decoded twice'],
    ['#', 'a fragment sign does not cut the address'],
    ['a b', 'a space'],
    ['é', 'a letter outside ASCII'],
    ['?id=x', 'a question mark is no query'],
    ['..', 'a parent folder is not resolved away'],
    ['.', 'this folder neither'],
    ['', 'Kafka allows the empty group id'],
    ['_', 'the placeholder itself is a name as any other'],
    ['payments+settle&co=1', 'signs of a query string'],
    ['\\..\\x', 'backslashes'],
  ])('%j comes back from a page and from a route: %s', (name) => {
    const page = received(paths.group('demo', name), 4)
    expect(nameFromPage(page.raw, page.id)).toBe(name)
    const route = received(api.group('demo', name), 5)
    expect(nameFromRoute(decodeURIComponent(route.raw), route.id)).toBe(name)
    const history = received(api.groupHistory('demo', name, { from: 'now-1h' }), 5)
    expect(nameFromRoute(decodeURIComponent(history.raw), history.id)).toBe(name)
  })

  it('keeps the rest of the address behind a name that travels as ?id=', () => {
    expect(api.groupHistory('demo', '..', { from: 'now-1h', points: 60 })).toBe(
      '/api/clusters/demo/groups/_/history?id=..&from=now-1h&points=60',
    )
    expect(api.topic('demo', '.')).toBe('/api/clusters/demo/topics/_?id=.')
  })

  it('takes a segment that does not decode as it is', () => {
    expect(nameFromPage('%E0%A4%A')).toBe('%E0%A4%A')
  })

  it('ignores ?id= behind a real name, so that nobody is shown another group than the address says', () => {
    expect(nameFromPage('orders', 'payments')).toBe('orders')
    expect(nameFromRoute('orders', 'payments')).toBe('orders')
  })
})

describe('query strings', () => {
  it('leaves out what is not set and keeps zero and false', () => {
    expect(queryText({ search: '', sort: undefined, page: null, minLag: 0, internal: false })).toBe(
      '?minLag=0&internal=false',
    )
    expect(queryText()).toBe('')
  })
})
