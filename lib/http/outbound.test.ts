import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { fetchText, OutboundError, type OutboundOptions } from './outbound.ts'

const open: { close(): void }[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

const listening = async (server: Server | ReturnType<typeof createTcpServer>): Promise<string> => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  open.push({
    close: () => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      server.close()
    },
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const serve = (listener: RequestListener) => listening(createServer(listener))

const problem = async (address: string, options: OutboundOptions = {}): Promise<string> => {
  try {
    await fetchText(address, { allowPrivate: true, ...options })
  } catch (error) {
    if (error instanceof OutboundError) return error.code
    throw error
  }
  return 'answered'
}

test('a plain answer is its text, with the headers asked for', async () => {
  const address = await serve((request, response) => response.end(`é ${request.headers['x-a']}`))
  expect(await fetchText(address, { allowPrivate: true, headers: { 'x-a': '1' } })).toBe('é 1')
})

test('a redirect is refused and its target is not asked', async () => {
  let asked = 0
  const target = await serve((_, response) => response.end(String(++asked)))
  const address = await serve((_, response) => {
    response.writeHead(302, { location: target }).end()
  })
  expect(await problem(address)).toBe('redirect')
  expect(asked).toBe(0)
})

test('an answer over the limit is refused, announced or not', async () => {
  const announced = await serve((_, response) => response.end('x'.repeat(2000)))
  expect(await problem(announced, { maxBytes: 1000 })).toBe('too_large')
  const streamed = await serve((_, response) => {
    const more = setInterval(() => response.write('x'.repeat(600)), 1)
    response.on('close', () => clearInterval(more))
  })
  expect(await problem(streamed, { maxBytes: 1000 })).toBe('too_large')
})

test('an answer that does not come, or does not end, is given up', async () => {
  const silent = await serve(() => {})
  expect(await problem(silent, { totalMs: 100 })).toBe('timeout')
  const endless = await serve((_, response) => {
    const more = setInterval(() => response.write('x'), 10)
    response.on('close', () => clearInterval(more))
  })
  expect(await problem(endless, { totalMs: 150 })).toBe('timeout')
})

test('a connection that breaks off, another protocol and another status are told apart', async () => {
  const broken = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('half', () => response.destroy())
  })
  expect(await problem(broken)).toBe('unreachable')
  const other = await listening(createTcpServer((socket) => socket.end('SSH-2.0-x\r\n\r\n')))
  expect(await problem(other)).toBe('bad_answer')
  const missing = await serve((_, response) => response.writeHead(404).end('secret page'))
  await expect(fetchText(missing, { allowPrivate: true })).rejects.toThrow(
    /^it answers with status 404$/,
  )
})

test('a compressed answer that was not asked for is refused', async () => {
  const address = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end('x')
  })
  expect(await problem(address)).toBe('bad_answer')
})

test.each([
  ['http://169.254.169.254/latest/meta-data', 'refused_address'],
  ['http://[::ffff:169.254.169.254]/', 'refused_address'],
  ['http://[fe80::1]/', 'refused_address'],
  ['http://2852039166/', 'refused_address'],
  ['http://0xa9fea9fe/', 'refused_address'],
  ['http://metadata.google.internal/', 'refused_address'],
  ['http://0.0.0.0:9090/', 'refused_address'],
  ['file:///etc/passwd', 'bad_address'],
  ['gopher://127.0.0.1/', 'bad_address'],
  ['http://user:pw@127.0.0.1/', 'bad_address'],
  ['not an address', 'bad_address'],
  ['http://no-such-host.invalid/', 'host_unknown'],
])('%s is %s even where private addresses are allowed', async (address, code) => {
  expect(await problem(address)).toBe(code)
})

test('private and loopback addresses need to be allowed, by literal and by name', async () => {
  let asked = 0
  const address = await serve((_, response) => response.end(String(++asked)))
  const named = address.replace('127.0.0.1', 'localhost')
  expect(await problem(address, { allowPrivate: false })).toBe('refused_address')
  expect(await problem(named, { allowPrivate: false })).toBe('refused_address')
  expect(await problem('http://10.0.0.1:9', { allowPrivate: false })).toBe('refused_address')
  expect(asked).toBe(0)
  expect(await problem(named, { allowPrivate: true })).toBe('answered')
})
